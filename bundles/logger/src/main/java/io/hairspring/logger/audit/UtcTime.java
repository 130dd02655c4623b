package io.hairspring.logger.audit;

import io.hairspring.logger.lines.Field;
import io.hairspring.logger.lines.LineKind;
import java.time.Instant;
import org.agrona.DirectBuffer;

/**
 * Times of the platform clock as times of day, by the clock readings in the journal. One thread.
 */
final class UtcTime {
  private static final long SECOND = 1_000_000_000;
  private static final Field NANOS = LineKind.CLOCK.field("nanos").orElseThrow();
  private static final Field UTC = LineKind.CLOCK.field("utc_ns").orElseThrow();

  private boolean known;
  private long ahead;

  /** Looks whether a line tells the time. */
  void see(LineKind kind, DirectBuffer buffer, int offset) {
    if (kind == LineKind.CLOCK) {
      ahead = UTC.number(buffer, offset) - NANOS.number(buffer, offset);
      known = true;
    }
  }

  /** Another process goes on, with another clock. */
  void forget() {
    known = false;
  }

  /** The time of day of a platform time, by the last reading; null when it is not known. */
  Instant of(long nanos) {
    if (!known || nanos < 0) {
      return null;
    }
    long utc = nanos + ahead;
    return Instant.ofEpochSecond(Math.floorDiv(utc, SECOND), Math.floorMod(utc, SECOND));
  }
}
