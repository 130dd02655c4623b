package io.hairspring.kernel.control;

/** On what threads a session runs. */
enum Threading {
  /** A thread for each lane, one for all agents. */
  SHARED,
  /** A thread for each lane and each agent. */
  DEDICATED,
  /** One thread for everything, on a virtual clock: the same input, the same orders. */
  DETERMINISTIC
}
