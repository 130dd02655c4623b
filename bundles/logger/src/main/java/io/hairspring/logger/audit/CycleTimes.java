package io.hairspring.logger.audit;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long cycles took and waited, by trigger; their jitter; what was late or lost. What triggers
 * say, when they came and whether one is missing, is of lane 0 alone. One thread.
 */
final class CycleTimes {
  private final Map<String, Histogram> cycles = new TreeMap<>();
  private final Map<String, Histogram> waits = new TreeMap<>();
  private final Histogram all = Times.histogram();
  private final Histogram tickToOrder = Times.histogram();
  private final Histogram slack = Times.histogram();
  private final Histogram jitter = Times.histogram();
  private long count;
  private double nanos;
  private long leading;
  private double mean;
  private double squares;
  private long before = -1;
  private long deadlines;
  private long firstDeadline;
  private long failures;
  private long aborted;
  private long marked;
  private long breaks;
  private String firstBreak = "";
  private long sequence;
  private boolean gap;

  /** A session opens: events are numbered anew. */
  void opened() {
    sequence = 0;
    before = -1;
    gap = false;
  }

  /** Lines are missing here. */
  void gap() {
    gap = true;
  }

  void see(Cycle cycle) {
    if (cycle.slack()) {
      Times.record(slack, cycle.time());
      return;
    }
    count++;
    nanos += cycle.time();
    Times.record(cycles.computeIfAbsent(cycle.trigger(), key -> Times.histogram()), cycle.time());
    Times.record(all, cycle.time());
    if (cycle.tickToOrder() >= 0) {
      Times.record(tickToOrder, cycle.tickToOrder());
    }
    outcomes(cycle);
    if (cycle.leads()) {
      vary(cycle);
      follow(cycle);
    }
  }

  private void vary(Cycle cycle) {
    Times.record(waits.computeIfAbsent(cycle.trigger(), key -> Times.histogram()), cycle.waited());
    if (before >= 0) {
      Times.record(jitter, Math.abs(cycle.time() - before));
    }
    before = cycle.time();
    leading++;
    double off = cycle.time() - mean;
    mean += off / leading;
    squares += off * (cycle.time() - mean);
  }

  private void outcomes(Cycle cycle) {
    if (cycle.outcome().deadlineMissed()) {
      deadlines++;
      firstDeadline = firstDeadline == 0 ? cycle.line() : firstDeadline;
    }
    failures += cycle.outcome().taskFailed() ? 1 : 0;
    aborted += cycle.outcome().ordersAborted() ? 1 : 0;
    marked += cycle.outcome().gapBefore() ? 1 : 0;
  }

  private void follow(Cycle cycle) {
    gap |= cycle.outcome().gapBefore();
    if (cycle.market()) {
      if (sequence != 0 && cycle.sequence() != sequence + 1 && !gap) {
        breaks++;
        if (firstBreak.isEmpty()) {
          firstBreak =
              "record " + cycle.line() + ": event " + cycle.sequence() + " after " + sequence;
        }
      }
      sequence = cycle.sequence();
      gap = false;
    }
  }

  /** All cycle times. */
  Histogram all() {
    return all;
  }

  /** From due to the order. */
  Histogram tickToOrder() {
    return tickToOrder;
  }

  /** How long market events waited. */
  Histogram waited() {
    return waits.getOrDefault("market", Times.histogram());
  }

  /** Steps of the slack. */
  long count() {
    return count;
  }

  void show(ReportTable table) {
    table.timesHead("cycles, nanoseconds");
    table.times("cycle", all);
    cycles.forEach((trigger, times) -> table.times("cycle." + trigger, times));
    waits.forEach((trigger, times) -> table.times("wait." + trigger, times));
    table.times("tick_to_order", tickToOrder);
    table.times("slack", slack);
    table.times("jitter", jitter);
    table.line("");
    table.put("cycle.mean_ns", count == 0 ? 0L : Math.round(nanos / count));
    table.put(
        "jitter.deviation_ns", leading < 2 ? 0L : Math.round(Math.sqrt(squares / (leading - 1))));
    table.put("deadlines.missed", deadlines);
    if (deadlines > 0) {
      table.put("deadlines.first_record", firstDeadline);
    }
    table.put("cycles.task_failed", failures);
    table.put("cycles.orders_aborted", aborted);
    table.put("gaps.marked", marked);
    table.put("gaps.sequence_breaks", breaks);
    if (breaks > 0) {
      table.put("gaps.first_break", firstBreak);
    }
  }
}
