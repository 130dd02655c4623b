package io.hairspring.affinity.doctor;

/**
 * What a thread that only reads the clock lost on a core.
 *
 * @param nanos how long it was measured
 * @param lostNanos the sum of the gaps between two readings that were longer than {@link #GAP}
 * @param longestNanos the longest gap
 * @param gaps how many there were
 */
public record Noise(long nanos, long lostNanos, long longestNanos, long gaps) {
  /** A gap between two clock readings counts from this length on, in nanoseconds. */
  public static final long GAP = 1_000;

  /** Of a core that was not measured. */
  public static final Noise NONE = new Noise(0, 0, 0, 0);
}
