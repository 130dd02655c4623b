package io.hairspring.monitor.measure;

import io.hairspring.api.monitor.Distribution;
import org.HdrHistogram.Histogram;

/**
 * One measured value of one thing. The observer's thread records into one histogram while another
 * thread reads the rest; {@link MeasureBook} has them change places.
 */
public final class Measure {
  private static final long HIGHEST = 100_000_000_000L;
  private static final int DIGITS = 2;

  private final String subject;
  private final String what;
  private final Histogram total = new Histogram(HIGHEST, DIGITS);
  private final Histogram window = new Histogram(HIGHEST, DIGITS);
  private Histogram active = new Histogram(HIGHEST, DIGITS);
  private Histogram resting = new Histogram(HIGHEST, DIGITS);
  private double sum;
  private double restingSum;
  private double totalSum;

  Measure(String subject, String what) {
    this.subject = subject;
    this.what = what;
  }

  boolean is(String who, String value) {
    return subject.equals(who) && what.equals(value);
  }

  /** What it is of. */
  public String subject() {
    return subject;
  }

  /** Which of its values it is. */
  public String what() {
    return what;
  }

  /** Observer's thread: one more value, in nanoseconds or lines; negative counts as 0. */
  public void record(long value) {
    final long counted = Math.min(Math.max(value, 0), HIGHEST);
    active.recordValue(counted);
    sum += counted;
  }

  /** Observer's thread. */
  void flip() {
    final Histogram before = active;
    active = resting;
    resting = before;
    restingSum = sum;
    sum = 0;
  }

  /** Reader's thread, after a flip. */
  void gather() {
    if (resting.getTotalCount() == 0) {
      return;
    }
    total.add(resting);
    window.add(resting);
    totalSum += restingSum;
    resting.reset();
    restingSum = 0;
  }

  /** Reader's thread: whether anything was measured up to the last flip. */
  boolean any() {
    return total.getTotalCount() > 0;
  }

  /** Reader's thread: what was measured up to the last flip. */
  Distribution distribution() {
    final long count = total.getTotalCount();
    return new Distribution(
        subject,
        what,
        count,
        totalSum,
        count == 0 ? 0 : totalSum / count,
        total.getValueAtPercentile(50),
        total.getValueAtPercentile(99),
        total.getValueAtPercentile(99.9),
        total.getMaxValue());
  }

  /** Reader's thread: how often it was measured in the window, up to the last flip. */
  public long windowCount() {
    return window.getTotalCount();
  }

  /** Reader's thread: the median of the window; 0 when there was nothing. */
  public long windowMedian() {
    return windowCount() == 0 ? 0 : window.getValueAtPercentile(50);
  }

  /** Reader's thread: the 99th percentile of the window; 0 when there was nothing. */
  long windowP99() {
    return windowCount() == 0 ? 0 : window.getValueAtPercentile(99);
  }

  /** Reader's thread: another window begins. */
  void nextWindow() {
    if (windowCount() > 0) {
      window.reset();
    }
  }
}
