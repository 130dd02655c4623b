package io.hairspring.telemetry.metric;

/** Whether a value only grows. */
public enum Kind {
  /** Grows, and begins at zero again when a session or the process does. */
  COUNTER,
  /** Goes up and down. */
  GAUGE
}
