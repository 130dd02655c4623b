package io.hairspring.kernel.plan;

/** By what rule the steps of a sequence are put in order. */
public enum Ordering {
  /** What orders wait for first, everything else in the slack after it. */
  CRITICAL_PATH,
  /** As registered, where dependencies allow it; nothing is put off. For comparison. */
  DECLARED,
  /** As they become ready, first in, first out; nothing is put off. For comparison. */
  FIFO
}
