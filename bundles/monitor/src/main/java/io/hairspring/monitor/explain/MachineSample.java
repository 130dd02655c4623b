package io.hairspring.monitor.explain;

import io.hairspring.api.placement.ContentionSample;
import java.util.List;

/**
 * What the kernel and the JVM have counted up to a moment.
 *
 * @param nanos when, platform time
 * @param lanes of each lane that is pinned; empty when that is not known
 * @param collections garbage collections
 * @param collectionMillis time they took
 */
public record MachineSample(
    long nanos, List<ContentionSample> lanes, long collections, long collectionMillis) {

  /** What a lane was kept from its core, in nanoseconds; 0 when that is not known. */
  long waited(int lane) {
    return lane < lanes.size() ? lanes.get(lane).waitedNanos() : 0;
  }

  long stolen(int lane) {
    return lane < lanes.size() ? lanes.get(lane).stolenNanos() : 0;
  }

  long pageFaults(int lane) {
    return lane < lanes.size() ? lanes.get(lane).pageFaults() : 0;
  }

  long switches(int lane) {
    return lane < lanes.size() ? lanes.get(lane).involuntarySwitches() : 0;
  }
}
