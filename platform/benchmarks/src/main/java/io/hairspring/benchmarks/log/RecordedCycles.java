package io.hairspring.benchmarks.log;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.work.BusyTask;
import io.hairspring.benchmarks.work.Carry;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * The same cycles on two lanes, in short blocks by turns: one whose records another thread takes
 * out and hands to the journal, and one whose record ring is full, where a record is a look whether
 * there is room and a counter. Lane thread, but for {@link #recorded()}.
 */
final class RecordedCycles {
  /** Events in the ring before the lane takes the first of them. */
  private static final int BATCH = 64;

  private static final int BLOCKS = 16;
  private static final int BATCHES = 4;
  private static final int TASKS = 5;
  private static final int RING = 4_096;
  private static final long EMPTY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ProbeLane on;
  private final ProbeLane off;
  private final TakenRecords taken;
  private final Samples with = new Samples();
  private final Samples without = new Samples();
  private final Samples difference = new Samples();
  private long cycles;
  private long allocated;
  private long count;

  /**
   * Cycles of five tasks.
   *
   * @param rounds of a task's work
   * @param taken counts the records that were taken out
   */
  RecordedCycles(KernelProbe probe, int rounds, TakenRecords taken) {
    this.taken = taken;
    this.on = lane(probe, rounds);
    this.off = lane(probe, rounds);
  }

  private static ProbeLane lane(KernelProbe probe, int rounds) {
    final ProbeLane lane = probe.lane();
    final Carry carry = new Carry();
    for (int i = 0; i < TASKS; i++) {
      final TaskDefinition.Builder task =
          TaskDefinition.named("t" + i).latencyClass(LatencyClass.CRITICAL);
      if (i == 0) {
        task.on(TriggerKind.MARKET_EVENT);
      } else {
        task.after("t" + (i - 1));
      }
      lane.add(task.build(), new BusyTask(rounds, carry));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    return lane;
  }

  /** The lane whose records are taken out, for the thread that does. */
  ProbeLane recorded() {
    return on;
  }

  /** Fills the ring that stays full, and has both lanes' code compiled. */
  void warmUp() {
    for (int done = 0; done < 2 * RING; done += BATCH) {
      batch(off);
    }
    for (int block = 0; block < BLOCKS; block++) {
      block(off);
      block(on);
      awaitTaken();
    }
  }

  /**
   * Measures blocks of each by turns.
   *
   * @param onFirst which comes first
   */
  void measure(boolean onFirst) {
    for (int block = 0; block < BLOCKS; block++) {
      final long first = block(onFirst ? on : off);
      awaitTaken();
      final long second = block(onFirst ? off : on);
      awaitTaken();
      final double recording = (double) (onFirst ? first : second) / (BATCHES * BATCH);
      final double bare = (double) (onFirst ? second : first) / (BATCHES * BATCH);
      with.add(recording);
      without.add(bare);
      difference.add(recording - bare);
    }
  }

  private long block(ProbeLane lane) {
    final long self = Thread.currentThread().getId();
    final long before = threads.getThreadAllocatedBytes(self);
    final long begin = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      batch(lane);
    }
    final long end = System.nanoTime();
    allocated += threads.getThreadAllocatedBytes(self) - before;
    count += BATCHES * BATCH;
    if (lane == on) {
      cycles += BATCHES * BATCH;
    }
    return end - begin;
  }

  private static void batch(ProbeLane lane) {
    for (int i = 0; i < BATCH; i++) {
      lane.event(0);
    }
    // Until there is nothing to do: what is kept back for then belongs to the cost.
    while (lane.turn()) {
      // A cycle each.
    }
  }

  private void awaitTaken() {
    final long deadline = System.nanoTime() + EMPTY_NANOS;
    while (taken.cycles() < cycles && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** Forgets the warm-up. */
  void begin() {
    allocated = 0;
    count = 0;
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
    return cycles - taken.cycles();
  }

  /** Cycles measured, of both lanes. */
  long count() {
    return count;
  }

  /** Bytes that the lane's thread allocated in them. */
  long allocated() {
    return allocated;
  }
}
