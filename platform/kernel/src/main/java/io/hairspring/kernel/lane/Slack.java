package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import java.util.Arrays;

/**
 * The deferred steps of a lane: kept until there is slack, the oldest cycle's first and sensitive
 * ones before background ones. When too many cycles wait, the oldest loses the steps that may be
 * shed, and the rest of it is run at once.
 */
@HotPath
final class Slack {
  private final CycleRunner runner;
  private final StepWalker walker;
  private final PlatformClock clock;
  private final RecordWriter records;
  private final StepTimes times;
  private final LaneCounters counters;
  private final OrderEntry orders;
  private final ParkedCycles parked;
  private final long[] scratch;

  /** The cycle to begin with next. */
  private LaneCycle free;

  Slack(CycleRunner runner) {
    this.runner = runner;
    this.walker = runner.walker;
    this.clock = runner.clock;
    this.records = runner.records;
    this.times = runner.times;
    this.counters = runner.counters;
    this.orders = runner.orders;
    this.parked = new ParkedCycles(walker, runner.settings.parked(), runner.settings.words());
    this.scratch = new long[runner.settings.words()];
    this.free = parked.take();
  }

  /** The cycle to begin with: the same one until it is kept. */
  LaneCycle free() {
    return free;
  }

  /** Keeps the cycle that was begun with: its critical steps are done, and there is more to it. */
  void keep() {
    if (parked.full()) {
      makeRoom(free.number());
    }
    free.defer();
    parked.add(free);
    free = parked.take();
  }

  /**
   * Runs deferred steps until a trigger waits or the next cycle's turn has come.
   *
   * @param lastCycle number of the last cycle that was begun
   * @return whether there was anything to do
   */
  boolean use(long lastCycle) {
    if (parked.count() == 0) {
      return false;
    }
    final int index = parked.next();
    final LaneCycle cycle = parked.get(index);
    final int sensitive = cycle.sequence.sensitiveWords;
    final int words = cycle.anyReady(sensitive) ? sensitive : cycle.sequence.width;
    final int before = cycle.steps;
    walkOn(cycle, words, false);
    final boolean ran = cycle.steps != before;
    if (cycle.anyReady(cycle.sequence.width)) {
      return ran;
    }
    finish(index, lastCycle);
    return true;
  }

  /** Takes the deferred steps of all cycles over into another plan. */
  void adopt(Plan next) {
    parked.forget(next);
    free.forget(next);
    for (int i = 0; i < parked.count(); i++) {
      final LaneCycle cycle = parked.get(i);
      final StepSequence before = cycle.sequence;
      cycle.follow(next);
      final int lost = carry(cycle.ready, before, cycle.sequence);
      carry(cycle.sliced, before, cycle.sequence);
      if (lost > 0) {
        cycle.outcome |= Outcome.SHED;
        counters.countShed(lost);
      }
      walker.holdAgain(cycle);
    }
  }

  private int carry(long[] words, StepSequence before, StepSequence after) {
    System.arraycopy(words, 0, scratch, 0, before.width);
    Arrays.fill(words, 0);
    int lost = 0;
    for (int w = 0; w < before.width; w++) {
      for (long left = scratch[w]; left != 0; left &= left - 1) {
        final int step = w * Long.SIZE + Long.numberOfTrailingZeros(left);
        final int there = after.step(before.numbers[step]);
        if (there == StepSequence.NONE) {
          lost++;
        } else {
          words[there / Long.SIZE] |= 1L << there;
        }
      }
    }
    return lost;
  }

  private void makeRoom(long lastCycle) {
    final LaneCycle oldest = parked.get(0);
    walker.shed(oldest);
    final int before = oldest.steps;
    walkOn(oldest, oldest.sequence.width, true);
    counters.countForced(oldest.steps - before);
    finish(0, lastCycle);
  }

  private void walkOn(LaneCycle cycle, int words, boolean toTheEnd) {
    final long now = clock.nanoTime();
    if (cycle.steps == 0) {
      cycle.slackNanos = now;
    }
    runner.busy(now);
    orders.of(cycle);
    walker.slack(cycle, words, toTheEnd);
    times.flush(cycle);
  }

  private void finish(int index, long lastCycle) {
    final LaneCycle cycle = parked.get(index);
    final boolean resumed = cycle.number() != lastCycle;
    if (resumed) {
      counters.countParked();
    }
    records.slack(cycle, resumed, clock.nanoTime());
    counters.countOrders(cycle.orders);
    parked.remove(index);
  }
}
