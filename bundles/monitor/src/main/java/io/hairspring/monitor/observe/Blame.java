package io.hairspring.monitor.observe;

/**
 * Which task was timed and took too long while an anomaly was under way: the first that did so
 * twice, or of several the one that was the longest over its time. Written by the observer's
 * thread; any thread reads.
 */
public final class Blame {
  private static final int KEPT = 15;

  private volatile int task;
  private volatile int runs;
  private volatile long mostNanos;
  private volatile long typicalExcess;
  private volatile int otherRuns;
  private volatile long otherMostExcess;
  private volatile int fairRuns;

  // Of the observer's thread alone: the first excesses of the task in order of size, how often it
  // was timed and not slow since it last was, and the last of the others.
  private final long[] excesses = new long[KEPT];
  private int kept;
  private int fairSince;
  private int other;
  private long otherNanos;
  private long otherExcess;

  /**
   * A task was timed and took too long.
   *
   * @param excess how much longer than it was planned with
   */
  void add(int number, long nanos, long excess) {
    if (number == task) {
      again(nanos, excess);
    } else if (runs == 0) {
      first(number, nanos, excess);
    } else if (runs == 1 && number == other) {
      // The one before was slow once; this is the second time for this one.
      besideFirst();
      first(number, otherNanos, otherExcess);
      again(nanos, excess);
    } else if (runs == 1 && excess > typicalExcess) {
      addOther();
      besideFirst();
      first(number, nanos, excess);
    } else {
      addOther();
      other = number;
      otherNanos = nanos;
      otherExcess = excess;
      otherMostExcess = Math.max(otherMostExcess, excess);
    }
  }

  private void first(int number, long nanos, long excess) {
    task = number;
    mostNanos = nanos;
    kept = 0;
    keep(excess);
    runs = 1;
    fairRuns = 0;
    fairSince = 0;
  }

  private void again(long nanos, long excess) {
    mostNanos = Math.max(mostNanos, nanos);
    keep(excess);
    final int fair = fairRuns + fairSince;
    fairRuns = fair;
    fairSince = 0;
    final int more = runs + 1;
    runs = more;
  }

  private void keep(long excess) {
    if (kept < KEPT) {
      int place = kept++;
      for (; place > 0 && excesses[place - 1] > excess; place--) {
        excesses[place] = excesses[place - 1];
      }
      excesses[place] = excess;
      typicalExcess = excesses[(kept - 1) / 2];
    }
  }

  /** A task was timed and did not take too long. */
  void fair(int number) {
    if (number == task) {
      fairSince++;
    }
  }

  private void addOther() {
    final int more = otherRuns + 1;
    otherRuns = more;
  }

  /** The task so far is one of the others. */
  private void besideFirst() {
    otherMostExcess = Math.max(otherMostExcess, typicalExcess);
  }

  /** Number of the task; 0 when none took too long. */
  public int task() {
    return task;
  }

  /** How many times it took too long. */
  public int runs() {
    return runs;
  }

  /** How many times it was timed in between and did not. */
  public int fairRuns() {
    return fairRuns;
  }

  /** The most it took. */
  public long mostNanos() {
    return mostNanos;
  }

  /**
   * How much longer than planned with it was, of the first times that were too long: their median,
   * which one stall that meets the task makes neither less nor more.
   */
  public long typicalExcess() {
    return typicalExcess;
  }

  /** How many times others took too long. */
  public int otherRuns() {
    return otherRuns;
  }

  /** How much longer than planned with any of them was at most. */
  public long otherMostExcess() {
    return otherMostExcess;
  }
}
