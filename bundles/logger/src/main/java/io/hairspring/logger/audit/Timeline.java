package io.hairspring.logger.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * How times went over the run, second by second: into an HdrHistogram log as they come, with tags,
 * and as points for a plot, of which there are never more than some hundreds: neighbours are put
 * together. One thread.
 */
final class Timeline implements AutoCloseable {
  private static final long SECOND = 1_000_000_000;
  private static final double MILLIS = 1e6;
  private static final int MOST_POINTS = 600;

  /**
   * A stretch of time.
   *
   * @param seconds from the beginning of the run
   * @param cycles in it
   * @param p50 of the cycles' times; of stretches put together the greater
   * @param p99 likewise
   * @param max of the cycles' times
   */
  record Point(long seconds, long cycles, long p50, long p99, long max) {
    Point with(Point next) {
      return new Point(
          seconds,
          cycles + next.cycles,
          Math.max(p50, next.p50),
          Math.max(p99, next.p99),
          Math.max(max, next.max));
    }
  }

  private final Path path;
  private final PrintStream file;
  private final HistogramLogWriter log;
  private final Histogram cycle = Times.histogram();
  private final Histogram waited = Times.histogram();
  private final Histogram tickToOrder = Times.histogram();
  private List<Point> points = new ArrayList<>();
  private int perPoint = 1;
  private int inPoint;
  private long second = -1;
  private long base;
  private long shift;

  /** Writes to a log file. */
  Timeline(Path path) throws IOException {
    this.path = path;
    file = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.US_ASCII);
    log = new HistogramLogWriter(file);
    log.outputComment("[hairspring audit: times in ns; tags: cycle, wait, tick_to_order]");
    log.outputLogFormatVersion();
    log.outputStartTime(0);
    log.setBaseTime(0);
    log.outputLegend();
  }

  void see(Cycle cycle) {
    if (cycle.slack()) {
      return;
    }
    if (second < 0) {
      base = cycle.start();
      second = 0;
    }
    long at = (cycle.start() - base) / SECOND + shift;
    if (at > second) {
      endSecond();
      second = at;
    }
    Times.record(this.cycle, cycle.time());
    Times.record(waited, cycle.waited());
    if (cycle.tickToOrder() >= 0) {
      Times.record(tickToOrder, cycle.tickToOrder());
    }
  }

  /** Another process goes on, with another clock. */
  void resumed() {
    if (second >= 0) {
      endSecond();
      shift = second + 1;
      second = -1;
    }
  }

  /**
   * Ends what has begun.
   *
   * @throws IOException when the log is not all in its file
   */
  @Override
  public void close() throws IOException {
    endSecond();
    file.close();
    // A stream that prints keeps its errors to itself.
    if (file.checkError()) {
      throw new IOException(path + " cannot be written");
    }
  }

  List<Point> points() {
    return points;
  }

  private void endSecond() {
    if (cycle.getTotalCount() == 0) {
      return;
    }
    write("cycle", cycle);
    write("wait", waited);
    write("tick_to_order", tickToOrder);
    Point point =
        new Point(
            second,
            cycle.getTotalCount(),
            cycle.getValueAtPercentile(50),
            cycle.getValueAtPercentile(99),
            cycle.getMaxValue());
    if (inPoint > 0 && inPoint < perPoint) {
      points.add(points.remove(points.size() - 1).with(point));
      inPoint++;
    } else {
      points.add(point);
      inPoint = 1;
    }
    if (points.size() > MOST_POINTS) {
      halve();
    }
    cycle.reset();
    waited.reset();
    tickToOrder.reset();
  }

  private void write(String tag, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      histogram.setTag(tag);
      histogram.setStartTimeStamp(second * 1_000);
      histogram.setEndTimeStamp((second + 1) * 1_000);
      log.outputIntervalHistogram((double) second, (double) (second + 1), histogram, MILLIS);
    }
  }

  private void halve() {
    List<Point> half = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      half.add(i + 1 < points.size() ? points.get(i).with(points.get(i + 1)) : points.get(i));
    }
    points = half;
    perPoint *= 2;
    inPoint = perPoint;
  }
}
