package io.hairspring.kernel.plan;

/** When in a cycle a step has its turn. The order of the constants is the order of execution. */
public enum Band {
  /** At once and without interruption: what an order waits for. */
  CRITICAL,
  /** In the slack after it; put off when a trigger comes. */
  SENSITIVE,
  /** In the slack after that. */
  BACKGROUND
}
