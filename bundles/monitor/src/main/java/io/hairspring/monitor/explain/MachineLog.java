package io.hairspring.monitor.explain;

import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.time.PlatformClock;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The latest samples of what the machine and the JVM did. The monitor's own thread. */
public final class MachineLog {
  private static final int KEPT = 128;

  private final PlatformClock clock;
  private final Supplier<LaneContention> contention;
  private final Supplier<Path> observer;
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final RunDelay delay = new RunDelay();
  private final Deque<MachineSample> samples = new ArrayDeque<>();

  /**
   * An empty log.
   *
   * @param contention sees the lanes from outside; supplies null when there is none
   * @param observer where the kernel tells of the observer's thread; supplies null or an empty path
   *     when that is not known
   */
  public MachineLog(
      PlatformClock clock, Supplier<LaneContention> contention, Supplier<Path> observer) {
    this.clock = clock;
    this.contention = contention;
    this.observer = observer;
  }

  /** Takes a sample. */
  public void sample() {
    final LaneContention lanes = contention.get();
    long collections = 0;
    long collectionMillis = 0;
    for (final GarbageCollectorMXBean collector : collectors) {
      collections += collector.getCollectionCount();
      collectionMillis += collector.getCollectionTime();
    }
    add(
        new MachineSample(
            clock.nanoTime(),
            lanes == null ? List.of() : lanes.sample(),
            delay.nanos(observer.get()),
            collections,
            collectionMillis,
            compiler == null ? 0 : compiler.getTotalCompilationTime()));
  }

  void add(MachineSample sample) {
    samples.addLast(sample);
    if (samples.size() > KEPT) {
      samples.removeFirst();
    }
  }

  /** Gives back what it reads from. The monitor's own thread. */
  public void close() {
    delay.close();
  }

  /** Whether there is a sample from after a moment. */
  public boolean covers(long nanos) {
    return !samples.isEmpty() && samples.getLast().nanos() >= nanos;
  }

  /** What happened from a moment to another, by the samples around; null when there are none. */
  MachineWindow around(long from, long to) {
    MachineSample first = null;
    MachineSample last = null;
    for (final MachineSample sample : samples) {
      if (first == null || sample.nanos() <= from) {
        first = sample;
      }
      if (last == null || last.nanos() < to) {
        last = sample;
      }
    }
    return first == null ? null : new MachineWindow(first, last);
  }
}
