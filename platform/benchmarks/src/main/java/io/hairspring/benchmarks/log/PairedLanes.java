package io.hairspring.benchmarks.log;

import com.sun.management.ThreadMXBean;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The same cycles on two lanes, in short blocks by turns: one whose records another thread takes
 * out and hands to the journal, and one that has no room for records. While that one runs, the
 * other thread hands the journal as much, of its own. Lane thread.
 */
final class PairedLanes implements AutoCloseable {
  private static final int BLOCKS = 16;
  private static final int BATCHES = 4;
  private static final int CYCLES = BATCHES * LaneLoad.BATCH;
  private static final long EMPTY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final LaneLoad on;
  private final LaneLoad off;
  private final TakenRecords taken;
  private final Samples with = new Samples();
  private final Samples without = new Samples();
  private final Samples difference = new Samples();
  private long expected;
  private long allocated;
  private long count;
  private double nanosPerRecord;

  /**
   * Makes both.
   *
   * @param load what each lane is given; called once for each
   * @param taken takes their records from now on
   */
  PairedLanes(KernelProbe probe, Function<ProbeLane, LaneLoad> load, TakenRecords taken) {
    this.taken = taken;
    this.on = load.apply(probe.lane());
    this.off = load.apply(probe.unrecordedLane());
    this.expected = taken.cycles();
    taken.of(on.lane(), off.lane());
  }

  /** Has both lanes' code compiled. */
  void warmUp() {
    for (int block = 0; block < BLOCKS; block++) {
      recorded();
      unrecorded();
    }
    allocated = 0;
    count = 0;
  }

  /**
   * Measures blocks of each by turns.
   *
   * @param onFirst which comes first
   */
  void measure(boolean onFirst) {
    for (int block = 0; block < BLOCKS; block++) {
      final double first = onFirst ? recorded() : unrecorded();
      final double second = onFirst ? unrecorded() : recorded();
      final double recording = onFirst ? first : second;
      final double bare = onFirst ? second : first;
      with.add(recording);
      without.add(bare);
      difference.add(recording - bare);
    }
  }

  private double recorded() {
    final long before = taken.records();
    final long begin = System.nanoTime();
    final double nanos = block(on);
    final long end = System.nanoTime();
    expected += CYCLES;
    awaitTaken();
    nanosPerRecord = (double) (end - begin) / Math.max(1, taken.records() - before);
    return nanos;
  }

  private double unrecorded() {
    taken.standIn(nanosPerRecord);
    final double nanos = block(off);
    taken.standIn(0);
    return nanos;
  }

  private double block(LaneLoad load) {
    final long self = Thread.currentThread().getId();
    final ProbeLane lane = load.lane();
    long nanos = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      load.prepare(batch);
      final long before = threads.getThreadAllocatedBytes(self);
      final long begin = System.nanoTime();
      load.put();
      // Until there is nothing to do: what is kept back for then belongs to the cost.
      while (lane.turn()) {
        // A cycle each.
      }
      nanos += System.nanoTime() - begin;
      allocated += threads.getThreadAllocatedBytes(self) - before;
    }
    count += CYCLES;
    return (double) nanos / CYCLES;
  }

  private void awaitTaken() {
    final long deadline = System.nanoTime() + EMPTY_NANOS;
    while (taken.cycles() < expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** Nanoseconds a cycle with its record. */
  Samples with() {
    return with;
  }

  /** Nanoseconds a cycle without. */
  Samples without() {
    return without;
  }

  /** What the record costs. */
  Samples difference() {
    return difference;
  }

  /** Records that never came out. */
  long lost() {
    return expected - taken.cycles();
  }

  /** Cycles measured, of both lanes. */
  long count() {
    return count;
  }

  /** Bytes that the lane's thread allocated in them. */
  long allocated() {
    return allocated;
  }

  @Override
  public void close() {
    on.close();
    off.close();
  }
}
