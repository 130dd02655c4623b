package io.hairspring.monitor.explain;

import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.monitor.observe.Blame;
import io.hairspring.monitor.observe.Episode;

/**
 * The task that was timed and took too long while an anomaly was under way, and whether the anomaly
 * is its doing. One that its lane was taken from while it ran is slow once, or now and then among
 * other runs; on a processor that is slow all are.
 *
 * @param task null when there is none
 */
record Suspect(Episode episode, TaskInForce task) {
  private static final double BLAMED_SHARE = 0.3;
  private static final int OTHERS = 2;
  private static final int OUTSTANDING = 4;

  /**
   * Whether it took too long again and again, no other was as slow, and its excess, as often as it
   * was seen, accounts for the anomaly.
   *
   * @param runs that it must have been slow in
   */
  boolean guilty(int runs) {
    final Blame blame = episode.blame();
    return task != null
        && blame.runs() >= runs
        && blame.runs() > blame.fairRuns()
        && standsOut(blame)
        && blame.typicalExcess() * (double) episode.run() >= BLAMED_SHARE * episode.worst();
  }

  /** By count or by far from the others that were slow. */
  private static boolean standsOut(Blame blame) {
    return blame.runs() > OTHERS * blame.otherRuns()
        || blame.typicalExcess() > OUTSTANDING * blame.otherMostExcess();
  }

  /** What it did. */
  String evidence() {
    return "task "
        + task.name()
        + " took "
        + episode.blame().mostNanos()
        + " ns, planned with "
        + task.expectedNanos()
        + " ns";
  }
}
