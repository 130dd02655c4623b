package io.hairspring.logger.audit;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Whether latency goes with the market's bursts. Market cycles are put into windows of a
 * millisecond by when they were due; each window has a number of events and a mean time from due to
 * done. Of lane 0: other lanes' cycles are of the same events. One thread.
 */
final class Bursts {
  private static final long WINDOW_NANOS = 1_000_000;
  private static final int BUCKETS = 20;

  private final Histogram[] byRate = new Histogram[BUCKETS];
  private final long[] windowsByRate = new long[BUCKETS];
  private long window = Long.MIN_VALUE;
  private long events;
  private long nanos;

  // Sums of the windows, for the correlation.
  private double n;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumYy;
  private double sumXy;

  void see(Cycle cycle) {
    if (cycle.slack() || !cycle.market() || !cycle.leads()) {
      return;
    }
    long in = Math.floorDiv(cycle.due(), WINDOW_NANOS);
    if (in != window) {
      endWindow();
      window = in;
    }
    events++;
    nanos += Math.max(0, cycle.end() - cycle.due());
  }

  /** Ends the window: another session begins, or the journal is over. */
  void endWindow() {
    if (events == 0) {
      return;
    }
    double mean = (double) nanos / events;
    int bucket = Math.min(BUCKETS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(events));
    if (byRate[bucket] == null) {
      byRate[bucket] = Times.histogram();
    }
    Times.record(byRate[bucket], (long) mean);
    windowsByRate[bucket]++;
    n++;
    sumX += events;
    sumY += mean;
    sumXx += (double) events * events;
    sumYy += mean * mean;
    sumXy += events * mean;
    events = 0;
    nanos = 0;
  }

  /** Pearson's correlation of events and mean latency over the windows; 0 when neither varies. */
  double correlation() {
    double spread = (n * sumXx - sumX * sumX) * (n * sumYy - sumY * sumY);
    return spread <= 0 ? 0 : (n * sumXy - sumX * sumY) / Math.sqrt(spread);
  }

  void show(ReportTable table) {
    endWindow();
    table.timesHead("from due to done, mean of each ms");
    for (int i = 0; i < BUCKETS; i++) {
      if (windowsByRate[i] > 0) {
        table.times(
            String.format(Locale.ROOT, "burst.%d_to_%d_events", 1L << i, (1L << (i + 1)) - 1),
            byRate[i]);
      }
    }
    table.line("");
    table.put("burst.correlation", correlation());
  }
}
