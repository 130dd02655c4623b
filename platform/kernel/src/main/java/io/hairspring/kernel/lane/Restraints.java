package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;

/**
 * What a lane is kept from doing for a while. Wanted by another thread as one word, in force from
 * the lane's next cycle boundary on; within a cycle nothing changes.
 */
@HotPath
public final class Restraints {
  /** Sheddable deferred steps are left out. */
  public static final long SHED = 1;

  /** New and replaced orders are refused. */
  public static final long HOLD = 2;

  private static final int NUMBER_SHIFT = 8;
  private static final long BITS = (1L << NUMBER_SHIFT) - 1;
  private static final int REMEMBERED = 256;

  private final PlatformClock clock;
  private final long[] since = new long[REMEMBERED];
  private volatile long wanted;
  private volatile long inForce;

  // The lane's own copy.
  private long bits;

  Restraints(PlatformClock clock) {
    this.clock = clock;
  }

  /**
   * A word of restraints.
   *
   * @param change its number, higher than that of the word before
   */
  public static long word(long change, long bits) {
    return change << NUMBER_SHIFT | bits;
  }

  void want(long word) {
    wanted = word;
  }

  /** Lane thread, at a cycle boundary. */
  void adopt() {
    final long next = wanted;
    final long before = inForce;
    if (next != before) {
      bits = next & BITS;
      final long now = clock.nanoTime();
      final long change = next >>> NUMBER_SHIFT;
      for (long c = Math.max(before >>> NUMBER_SHIFT, change - REMEMBERED) + 1; c <= change; c++) {
        since[(int) c % REMEMBERED] = now;
      }
      inForce = next;
    }
  }

  boolean shedding() {
    return (bits & SHED) != 0;
  }

  boolean holding() {
    return (bits & HOLD) != 0;
  }

  /** Whether a change is in force. Any thread. */
  public boolean inForce(long change) {
    return inForce >>> NUMBER_SHIFT >= change;
  }

  /** When a change came into force, platform time; 0 when it has not, or is too long ago. */
  public long sinceNanos(long change) {
    final long last = inForce >>> NUMBER_SHIFT;
    return change > last || change <= last - REMEMBERED ? 0 : since[(int) change % REMEMBERED];
  }
}
