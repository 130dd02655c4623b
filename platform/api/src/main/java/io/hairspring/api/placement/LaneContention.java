package io.hairspring.api.placement;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sees from outside who takes a lane's core or cache, without a system call on the lane. Control
 * and shell threads: a sample reads up to three files a lane, and three counters where the
 * processor has them.
 */
@ProviderType
public interface LaneContention {
  /** Of {@link #disturbances}: how long steps take is not known. */
  double UNKNOWN_INFLATION = Double.NaN;

  /** A sample of every lane that is pinned; without what the kernel does not tell. */
  List<ContentionSample> sample();

  /**
   * What the processor counted for each lane's thread. The counters are opened by the caller, not
   * by the lane, which makes no call for it.
   *
   * @return none where the machine has no such counters or they may not be used
   */
  List<CacheSample> caches();

  /**
   * What has disturbed the lanes since the last call, and does about it what can be done: threads
   * of this process are moved away. Where there are no hardware counters, a walk through memory on
   * the calling thread, of some milliseconds at most, tells whether the shared cache is contended.
   *
   * @param stepInflation how many times longer than at their best the lane's steps take now, or
   *     {@link #UNKNOWN_INFLATION}; counts only where there are no hardware counters
   */
  List<Disturbance> disturbances(double stepInflation);

  /**
   * What has disturbed the lanes lately, for who only wants to know: what the last call of {@link
   * #disturbances} found, if that was in the last five seconds; otherwise it is called. So it takes
   * nothing from whoever calls that again and again.
   */
  List<Disturbance> lately();
}
