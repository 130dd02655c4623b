package io.hairspring.monitor.detect;

/**
 * Finds a queue that grows and is not worked off.
 *
 * <p><b>Mathematics.</b> Looks at the length at equal intervals. Alarm when it is at least n, and
 * has not become shorter in the last m looks.
 *
 * <p><b>False alarms.</b> A queue that keeps up (M/M/1 with load u) is n long with probability u^n:
 * at n = 1,024 never in practice for u below 0.97. What is queued when a stall ends is worked off
 * in the next look, and m looks without a shorter one follow from a load above 1 only.
 */
public final class QueueGrowth {
  private final int least;
  private final int looks;
  private long before;
  private int grown;

  /**
   * A detector.
   *
   * @param least n, length of a queue that matters
   * @param looks m, looks in which it does not become shorter
   */
  public QueueGrowth(int least, int looks) {
    this.least = least;
    this.looks = looks;
  }

  /** Whether the queue grows, as of this look. */
  public boolean look(long length) {
    grown = length < before || length == 0 ? 0 : grown + 1;
    before = length;
    return length >= least && grown >= looks;
  }
}
