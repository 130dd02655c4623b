package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.timer.TimerQueue;

/**
 * What can start a cycle on a lane: its rings in the order of their priority, reports before market
 * events, and its timers.
 */
@HotPath
final class LaneIngress {
  private final LineRing reports;
  private final LineRing market;
  private final TimerQueue timers;
  private final PlatformClock clock;

  LaneIngress(LineRing reports, LineRing market, TimerQueue timers, PlatformClock clock) {
    this.reports = reports;
    this.market = market;
    this.timers = timers;
    this.clock = clock;
  }

  TimerQueue timers() {
    return timers;
  }

  /** The first ring with a line in it, or null. */
  LineRing next() {
    if (reports.peek() != LineRing.EMPTY) {
      return reports;
    }
    return market.peek() == LineRing.EMPTY ? null : market;
  }

  /** The kind of cycle that a ring's lines trigger. */
  int kind(LineRing ring) {
    return ring == reports ? LaneCycle.REPORT : LaneCycle.MARKET;
  }

  /** Whether a trigger waits. */
  boolean waiting() {
    return next() != null
        || (timers.nextDue() != Long.MAX_VALUE && timers.nextDue() <= clock.nanoTime());
  }

  /**
   * Whether a deferred step of some length has to wait: for a trigger, or for a precise timer that
   * is due before it would be done. For the latter no longer than it takes itself: ticks that come
   * closer together would keep it for ever.
   */
  boolean defers(LaneCycle cycle, long nanos) {
    if (next() != null) {
      return true;
    }
    if (timers.nextDue() == Long.MAX_VALUE) {
      return false;
    }
    final long now = clock.nanoTime();
    return timers.nextDue() <= now || (preciseWithin(now, nanos) && cycle.heldAt(now) < nanos);
  }

  /** Whether a precise timer is due before work of some length is done. */
  boolean preciseWithin(long now, long nanos) {
    final long due = timers.nextPreciseDue();
    return due != Long.MAX_VALUE && due < now + nanos;
  }
}
