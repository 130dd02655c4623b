package io.hairspring.logger;

/** Which thread appends to the journal. */
enum AppendThread {
  /** The observer's, a block at a time; what waits too long is the journal's thread's. */
  OBSERVER,
  /** The journal's own. */
  OWN
}
