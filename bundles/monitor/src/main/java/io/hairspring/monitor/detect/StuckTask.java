package io.hairspring.monitor.detect;

/**
 * Finds a task that has not returned and is past its time: the watchdog.
 *
 * <p><b>Mathematics.</b> A lane says since when it has been busy, with one ordered store; whoever
 * looks compares with the clock. Alarm when that is longer ago than the limit, once for each time
 * it is busy.
 *
 * <p><b>False alarms.</b> None of its own: what it says is so. Whether the task or the machine kept
 * the lane is for the explanation to say.
 */
public final class StuckTask {
  private long told;

  /**
   * Whether what runs is past its time.
   *
   * @param busySince since when the lane is busy; 0 when it is not
   * @param limit what it may take
   */
  public boolean look(long nanos, long busySince, long limit) {
    if (busySince == 0 || busySince == told || nanos - busySince <= limit) {
      return false;
    }
    told = busySince;
    return true;
  }

  /** What runs is found once more, if it is still past its time. */
  public void restart() {
    told = 0;
  }
}
