package io.hairspring.kernel.timer;

import io.hairspring.api.time.MissedTicks;
import io.hairspring.api.time.TimerTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules of the timers, written down the plain way: a list, searched from end to end. */
final class ModelTimers {
  /** What a timer delivered. */
  record Firing(long id, int owner, long due, long argument, long missed, boolean precise) {}

  private static final class Timer {
    long id;
    int owner;
    long due;
    long argument;
    boolean precise;
    TimerTerms terms;
    int deliveredLate;
    boolean held;
  }

  private static final Comparator<Timer> ORDER =
      Comparator.<Timer>comparingLong(t -> t.due).thenComparing(t -> !t.precise);

  private final List<Timer> timers = new ArrayList<>(); // in the order of setting

  void set(long id, int owner, long due, TimerTerms terms, boolean precise, long argument) {
    final Timer timer = new Timer();
    timer.id = id;
    timer.owner = owner;
    timer.due = due;
    timer.terms = terms;
    timer.precise = precise;
    timer.argument = argument;
    timers.add(timer);
  }

  boolean cancel(long id) {
    return timers.removeIf(t -> t.id == id);
  }

  int cancelOwner(int owner) {
    final int before = timers.size();
    timers.removeIf(t -> t.owner == owner);
    return before - timers.size();
  }

  int size() {
    return timers.size();
  }

  long nextDue() {
    return timers.stream().filter(t -> !t.held).mapToLong(t -> t.due).min().orElse(Long.MAX_VALUE);
  }

  long nextPreciseDue() {
    return timers.stream()
        .filter(t -> t.precise && !t.held)
        .mapToLong(t -> t.due)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Takes the one that would fire next out of the order, and says whose it is. */
  int hold() {
    final Timer timer = first();
    timer.held = true;
    return timer.owner;
  }

  void resumeAll() {
    timers.forEach(timer -> timer.held = false);
  }

  private Timer first() {
    // The minimum of a stream is the first of equals: the one set first.
    return timers.stream().filter(t -> !t.held).min(ORDER).orElse(null);
  }

  /** The next firing, or null when nothing is due. */
  Firing expire(long now) {
    final Timer timer = first();
    if (timer == null || timer.due > now || timer.due == Long.MAX_VALUE) {
      return null;
    }
    final long due = timer.due;
    final long missed = timer.terms == null ? end(timer) : next(timer, now);
    return new Firing(timer.id, timer.owner, due, timer.argument, missed, timer.precise);
  }

  private long end(Timer timer) {
    timers.remove(timer);
    return 0;
  }

  private long next(Timer timer, long now) {
    final BigInteger period = BigInteger.valueOf(timer.terms.periodNanos());
    BigInteger next = BigInteger.valueOf(timer.due).add(period);
    long missed = 0;
    if (next.compareTo(BigInteger.valueOf(now)) >= 0) {
      timer.deliveredLate = 0;
    } else {
      timer.deliveredLate++;
      if (timer.terms.missedTicks() == MissedTicks.SKIP
          || timer.deliveredLate >= timer.terms.bound()) {
        timer.deliveredLate = 0;
        final BigInteger behind = BigInteger.valueOf(now).subtract(next);
        final BigInteger skipped = behind.add(period).subtract(BigInteger.ONE).divide(period);
        next = next.add(skipped.multiply(period));
        missed = skipped.longValue();
      }
    }
    if (next.bitLength() > 63) {
      timers.remove(timer);
    } else {
      timer.due = next.longValueExact();
    }
    return missed;
  }
}
