package io.hairspring.kernel.agent;

import io.hairspring.api.control.Pace;

/**
 * Says when an event is due. Due times never move because something was late; only a pause moves
 * them. A snapshot says what stands already, with the times at which it came about: at the recorded
 * pace it is due at once, and the distances are those of what happens.
 */
final class Pacer {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Pace pace;
  private boolean started;
  private long origin;
  private long firstExchangeNanos;
  private long count;

  Pacer(Pace pace) {
    this.pace = pace;
  }

  /**
   * When the next event is due: call once per event.
   *
   * @param snapshot whether it is part of a snapshot
   */
  long due(long exchangeNanos, boolean snapshot, long now) {
    if (snapshot && pace.kind() == Pace.Kind.RECORDED) {
      return now;
    }
    if (!started) {
      started = true;
      origin = now;
      firstExchangeNanos = exchangeNanos;
    }
    return switch (pace.kind()) {
      case FAST -> now;
      case RECORDED -> origin + (exchangeNanos - firstExchangeNanos);
      case FIXED_RATE -> fixed();
    };
  }

  /**
   * Whether an event is as due as it gets when it is sent, so that its due time is the time of
   * sending.
   */
  boolean dueWhenSent() {
    return pace.kind() == Pace.Kind.FAST;
  }

  /** Moves all due times. */
  void shift(long nanos) {
    origin += nanos;
  }

  // Whole seconds and the rest apart: no overflow, and no drift for rates that do not divide a
  // second.
  private long fixed() {
    final long rate = pace.eventsPerSecond();
    final long due =
        origin + count / rate * NANOS_PER_SECOND + count % rate * NANOS_PER_SECOND / rate;
    count++;
    return due;
  }
}
