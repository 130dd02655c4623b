package io.hairspring.monitor.explain;

/**
 * Something that the JVM says it did.
 *
 * @param kind what
 * @param thread the thread it was done to; empty for all
 * @param beginNanos from when, platform time
 * @param endNanos until when
 * @param what in words
 */
record JvmAct(Kind kind, String thread, long beginNanos, long endNanos, String what) {
  /** What the JVM does that a lane feels. */
  enum Kind {
    /** All threads stand. */
    STOP,
    /** Compiled code is thrown away, and its caller goes on interpreted. */
    DEOPTIMISATION
  }

  /** For how long it went on between two moments. */
  long within(long from, long to) {
    return Math.max(0, Math.min(endNanos, to) - Math.max(beginNanos, from));
  }
}
