package io.hairspring.monitor.explain;

import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.time.PlatformClock;
import java.lang.management.GarbageCollectorMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The latest samples of what the machine and the JVM did. The monitor's own thread. */
public final class MachineLog {
  private static final int KEPT = 256;

  private final PlatformClock clock;
  private final Supplier<LaneContention> contention;
  private final List<GarbageCollectorMXBean> collectors;
  private final MachineSample[] samples = new MachineSample[KEPT];
  private long count;

  /**
   * An empty log.
   *
   * @param contention sees the lanes from outside; supplies null when there is none
   * @param collectors of this virtual machine
   */
  public MachineLog(
      PlatformClock clock,
      Supplier<LaneContention> contention,
      List<GarbageCollectorMXBean> collectors) {
    this.clock = clock;
    this.contention = contention;
    this.collectors = collectors;
  }

  /** Takes a sample. */
  public void sample() {
    final LaneContention lanes = contention.get();
    long collections = 0;
    long collectionMillis = 0;
    for (int i = 0; i < collectors.size(); i++) {
      collections += collectors.get(i).getCollectionCount();
      collectionMillis += collectors.get(i).getCollectionTime();
    }
    add(
        new MachineSample(
            clock.nanoTime(),
            lanes == null ? List.of() : lanes.sample(),
            collections,
            collectionMillis));
  }

  void add(MachineSample sample) {
    samples[(int) (count++ % KEPT)] = sample;
  }

  private MachineSample at(long number) {
    return samples[(int) (number % KEPT)];
  }

  /** Whether there is a sample from after a moment. */
  public boolean covers(long nanos) {
    return count > 0 && at(count - 1).nanos() >= nanos;
  }

  /** What the collectors took between the last two samples. */
  long collectedNanos() {
    return count < 2
        ? 0
        : TimeUnit.MILLISECONDS.toNanos(
            at(count - 1).collectionMillis() - at(count - 2).collectionMillis());
  }

  /** When the last sample was taken, platform time. */
  long sampledNanos() {
    return count == 0 ? 0 : at(count - 1).nanos();
  }

  /** What happened from a moment to another, by the samples around; null when there are none. */
  MachineWindow around(long from, long to) {
    if (count == 0) {
      return null;
    }
    // From the newest back: what is asked for has just happened.
    final long oldest = Math.max(0, count - KEPT);
    long last = count - 1;
    while (last > oldest && at(last - 1).nanos() >= to) {
      last--;
    }
    long first = last;
    while (first > oldest && at(first).nanos() > from) {
      first--;
    }
    return new MachineWindow(at(first), at(last));
  }
}
