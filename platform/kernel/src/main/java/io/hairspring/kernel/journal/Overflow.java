package io.hairspring.kernel.journal;

/** What happens when loggers take less than the lanes do. In each case it is told and counted. */
public enum Overflow {
  /** The feed waits, and so do commands on their way out: nothing goes unrecorded. */
  BLOCK,
  /** Trading goes on; what cannot be kept is left out, and a gap in its place says how much. */
  DROP
}
