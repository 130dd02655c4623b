package io.hairspring.monitor.explain;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.Subject;
import java.util.List;

/**
 * Collections in which every lane stood while no event was on its way: no record shows them, and
 * the next may not be so lucky. The monitor's own thread.
 */
public final class Standstills {
  // Beside those of the records and of what else is found here.
  private static final long FIRST_NUMBER = 1L << 42;

  private final long leastNanos;
  private long number = FIRST_NUMBER;

  /**
   * Looks for standstills.
   *
   * @param leastNanos what is shorter is not told
   */
  public Standstills(long leastNanos) {
    this.leastNanos = leastNanos;
  }

  /**
   * Looks at the newest sample.
   *
   * @param known anomalies that are under way
   * @return what is found, over already; null when there is nothing new
   */
  public Episode look(MachineLog log, int epoch, List<Episode> known) {
    final long nanos = log.collectedNanos();
    final long sampled = log.sampledNanos();
    if (nanos < leastNanos || known.stream().anyMatch(one -> shows(one, sampled, nanos))) {
      return null;
    }
    final Episode episode =
        Episode.measured(
            number++,
            AnomalyKind.STUCK,
            new Subject("lane:0", 0, 0),
            sampled,
            (double) nanos,
            (double) leastNanos,
            epoch);
    episode.end();
    return episode;
  }

  /** Long, and no earlier than the collection can have begun. */
  private static boolean shows(Episode episode, long sampled, long nanos) {
    return episode.worst() >= nanos / 2.0 && sampled - episode.worstNanos() <= 2 * nanos;
  }
}
