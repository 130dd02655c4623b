package io.hairspring.api.monitor;

/** Kinds of anomaly. */
public enum AnomalyKind {
  /** A task took longer than its budget. */
  BUDGET,
  /** A cycle took longer than its deadline. */
  DEADLINE,
  /** One value far from what is usual. */
  SPIKE,
  /** Values have moved to another level, and stay there. */
  SHIFT,
  /** A high percentile creeps up. */
  DEGRADATION,
  /** Values scatter more than they did. */
  JITTER,
  /** Events come much faster than usual. */
  BURST,
  /** A queue grows and is not worked off. */
  QUEUE,
  /** A feed is silent for longer than it ever was. */
  SILENCE,
  /** A task has not returned within its budget and still runs. */
  STUCK,
  /** Something else uses a lane's core, or the cache that it needs. */
  CONTENTION
}
