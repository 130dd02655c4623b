package io.hairspring.benchmarks.log;

import com.sun.management.ThreadMXBean;
import io.hairspring.benchmarks.work.WideWork;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The same cycles on two lanes, in short blocks by turns: one whose records another thread takes
 * out and hands to the journal, and one that has no room for records. While that one runs, the
 * other thread hands the journal as much, of its own. Lane thread.
 */
final class PairedLanes implements AutoCloseable {
  /** Cycles a second when they are paced. */
  static final long PACE = 100_000;

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / PACE;
  private static final int BURST_BATCHES = 64;
  private static final int PACED_BATCHES = 16;
  private static final long EMPTY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So often the allocation is read before it counts: its reader is then compiled. */
  private static final int READ_BEFORE = 50_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final WideWork wide = new WideWork();
  private final LaneLoad on;
  private final LaneLoad off;
  private final TakenRecords taken;
  private long expected;
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

  /**
   * Has both lanes' code compiled: the virtual machine has the lane's thread look classes up each
   * time it asks for a compilation, and that allocates.
   *
   * @param quiet rounds in which nothing is allocated any more
   * @param most rounds
   */
  void warmUp(int quiet, int most) {
    // The JDK's reader has strings of its own, made on this thread when it becomes worth compiling.
    for (int i = 0; i < READ_BEFORE; i++) {
      threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
    for (int round = 0, since = 0; since < quiet && round < most; round++) {
      final Measured thrownAway = new Measured();
      measure(true, thrownAway);
      since = thrownAway.allocated() == 0 ? since + 1 : 0;
    }
  }

  /**
   * Measures blocks of each by turns.
   *
   * @param onFirst which comes first
   * @param into what is told
   */
  void measure(boolean onFirst, Measured into) {
    measure(BURST_BATCHES, this::burst, onFirst, into, into::addBurst);
    measure(PACED_BATCHES, this::paced, onFirst, into, into::addPaced);
  }

  private void measure(
      int batches,
      ToLongFunction<LaneLoad> batch,
      boolean onFirst,
      Measured into,
      Consumer<Compared.Pair> pair) {
    long before = wide.nanos();
    for (int block = 0; block < batches / on.round(); block++) {
      final double first = block(onFirst, batch, into);
      final long between = wide.nanos();
      final double second = block(!onFirst, batch, into);
      final long after = wide.nanos();
      pair.accept(
          new Compared.Pair(
              onFirst ? first : second,
              onFirst ? second : first,
              Math.max(before, Math.max(between, after))));
      before = after;
    }
  }

  private double block(boolean recorded, ToLongFunction<LaneLoad> batch, Measured into) {
    return recorded ? recorded(batch, into) : unrecorded(batch, into);
  }

  private double recorded(ToLongFunction<LaneLoad> batch, Measured into) {
    final long before = taken.records();
    final long begin = System.nanoTime();
    final double nanos = round(on, batch, into);
    final long end = System.nanoTime();
    expected += (long) on.round() * LaneLoad.BATCH;
    awaitTaken();
    nanosPerRecord = (double) (end - begin) / Math.max(1, taken.records() - before);
    return nanos;
  }

  private double unrecorded(ToLongFunction<LaneLoad> batch, Measured into) {
    taken.standIn(nanosPerRecord);
    final double nanos = round(off, batch, into);
    taken.standIn(0);
    return nanos;
  }

  private double round(LaneLoad load, ToLongFunction<LaneLoad> run, Measured into) {
    final long self = Thread.currentThread().getId();
    long nanos = 0;
    for (int batch = 0; batch < load.round(); batch++) {
      load.prepare(batch);
      final long before = threads.getThreadAllocatedBytes(self);
      nanos += run.applyAsLong(load);
      into.count(LaneLoad.BATCH, threads.getThreadAllocatedBytes(self) - before);
    }
    return (double) nanos / (load.round() * LaneLoad.BATCH);
  }

  /** All events wait when the first is taken. */
  private long burst(LaneLoad load) {
    final long begin = System.nanoTime();
    for (int event = 0; event < LaneLoad.BATCH; event++) {
      load.put(event);
    }
    rest(load);
    return System.nanoTime() - begin;
  }

  /** An event when its time has come: the lane rests between them. */
  private long paced(LaneLoad load) {
    long nanos = 0;
    long due = System.nanoTime();
    for (int event = 0; event < LaneLoad.BATCH; event++) {
      long begin = System.nanoTime();
      while (begin - due < 0) {
        begin = System.nanoTime();
      }
      load.put(event);
      rest(load);
      nanos += System.nanoTime() - begin;
      due += PERIOD_NANOS;
    }
    return nanos;
  }

  private static void rest(LaneLoad load) {
    final ProbeLane lane = load.lane();
    // Until there is nothing to do: what is kept back for then belongs to the cost.
    while (lane.turn()) {
      // A cycle each.
    }
  }

  private void awaitTaken() {
    final long deadline = System.nanoTime() + EMPTY_NANOS;
    while (taken.cycles() < expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** Records that never came out. */
  long lost() {
    return expected - taken.cycles();
  }

  @Override
  public void close() {
    on.close();
    off.close();
  }
}
