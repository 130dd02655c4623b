package io.hairspring.api.control;

/**
 * When the events of a feed are due.
 *
 * @param kind how due times are made
 * @param eventsPerSecond the rate of {@link Kind#FIXED_RATE}, else 0
 */
public record Pace(Kind kind, long eventsPerSecond) {

  /** How due times are made. */
  public enum Kind {
    /** At once, as fast as the lane takes them. */
    FAST,
    /** As far apart as in the source. */
    RECORDED,
    /** Evenly, so many a second. */
    FIXED_RATE
  }

  /** Refuses a rate that is not one. */
  public Pace {
    if (kind == Kind.FIXED_RATE && (eventsPerSecond < 1 || eventsPerSecond > 1_000_000_000L)) {
      throw new IllegalArgumentException(
          "rate " + eventsPerSecond + ": must be from 1 to 1000000000 events a second");
    }
  }

  /** At once. */
  public static Pace fast() {
    return new Pace(Kind.FAST, 0);
  }

  /** As recorded; what is part of a snapshot at once. */
  public static Pace recorded() {
    return new Pace(Kind.RECORDED, 0);
  }

  /** Evenly. */
  public static Pace fixedRate(long eventsPerSecond) {
    return new Pace(Kind.FIXED_RATE, eventsPerSecond);
  }
}
