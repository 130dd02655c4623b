package io.hairspring.api.monitor;

/** Causes of anomalies, as far as there is evidence. */
public enum Cause {
  /** The JVM stopped the lane at a safepoint, for a collection or something else. */
  SAFEPOINT,
  /** The compiler replaced or threw away code that the lane runs. */
  COMPILATION,
  /** The operating system took the lane's core for another thread. */
  CONTEXT_SWITCH,
  /** The host took the processor from this machine. */
  HOST_STEAL,
  /** Others throw a lane's data out of the cache that they share. */
  CACHE,
  /** A page of memory was not there. */
  PAGE_FAULT,
  /** The market sent more than usual. */
  MARKET_BURST,
  /** The feed stopped sending. */
  FEED_SILENCE,
  /** Another plan came into force. */
  PLAN_CHANGE,
  /** A component was swapped. */
  SWAP,
  /** One task is slower by itself. */
  TASK,
  /** The machine was noisy for a bare thread too. */
  HOST_NOISE,
  /** There is no evidence for any of the others. */
  UNKNOWN
}
