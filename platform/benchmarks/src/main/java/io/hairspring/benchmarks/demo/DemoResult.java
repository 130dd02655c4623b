package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a demo run came to: the report and the table. */
record DemoResult(
    FeedStatus feed,
    GatewayStatus gateway,
    LaneStatus lane,
    RecordReader records,
    List<LatencySeries> noise,
    List<String> books,
    long allocatedBytes,
    long collections,
    long measuredNanos,
    String journal) {

  /** Events put into the ring that the lane did not take. */
  long eventsLost() {
    return feed.events() - lane.events();
  }

  Report report() {
    final Report report = new Report();
    series().forEach(report::put);
    return report
        .put("feed", feed.uri())
        .put("feed.records_read", feed.recordsRead())
        .put("feed.back_pressured", feed.backPressured())
        .put("feed.failure", feed.failure())
        .put("gateway", gateway.uri())
        .put("events", feed.events())
        .put("cycles", lane.cycles())
        .put("tasks", records.tasks())
        .put("orders", lane.orders())
        .put("orders.refused", lane.ordersRefused())
        .put("acknowledged", gateway.acknowledged())
        .put("fills", gateway.fills())
        .put("cancelled", gateway.cancelled())
        .put("rejects", gateway.rejects())
        .put("events_lost", eventsLost())
        .put("records.written", lane.recordsWritten())
        .put("records.dropped", lane.recordsDropped())
        .put("records.sequence_breaks", records.sequenceBreaks())
        .put("lane.core", (long) lane.core())
        .put("lane.allocated_bytes", allocatedBytes)
        .put("gc.count", collections)
        .put("events_per_second", (long) (feed.events() / (measuredNanos / 1e9)))
        .put("journal.dir", journal)
        .putAll(Environment.describe());
  }

  String table() {
    final StringBuilder out = new StringBuilder();
    row(out, "feed", feed.uri());
    row(out, "records read", number(feed.recordsRead()));
    row(out, "events", number(feed.events()) + ", lost " + number(eventsLost()));
    row(out, "cycles", number(lane.cycles()) + ", tasks " + number(records.tasks()));
    row(out, "orders", number(lane.orders()) + ", refused " + number(lane.ordersRefused()));
    row(
        out,
        "gateway",
        number(gateway.acknowledged())
            + " acknowledged, "
            + number(gateway.fills())
            + " fills, "
            + number(gateway.cancelled())
            + " cancelled, "
            + number(gateway.rejects())
            + " rejects");
    row(
        out,
        "records",
        number(lane.recordsWritten()) + " written, " + number(lane.recordsDropped()) + " dropped");
    row(
        out,
        "lane",
        (lane.core() < 0 ? "not pinned" : "core " + lane.core())
            + ", "
            + number(allocatedBytes)
            + " bytes allocated, "
            + collections
            + " collections");
    row(out, "journal", journal);
    books.forEach(book -> row(out, "book", book));
    out.append('\n');
    heading(out);
    series().forEach(series -> latencies(out, series));
    out.append('\n');
    final Map<String, String> environment = Environment.describe();
    for (final String key : List.of("cpu", "cores", "isolated_cores", "jdk", "jvm_flags")) {
      row(out, key, environment.get("environment." + key));
    }
    return out.toString();
  }

  static String book(Instrument instrument, Optional<OrderBook> found) {
    return found
        .map(
            book ->
                String.format(
                    Locale.ROOT,
                    "%s  %d bid and %d ask levels, best %s / %s",
                    instrument.symbol(),
                    book.depth(Side.BID),
                    book.depth(Side.ASK),
                    Price.format(book.bestBid()),
                    Price.format(book.bestAsk())))
        .orElse(instrument.symbol() + "  no book");
  }

  private List<LatencySeries> series() {
    return List.of(records.tickToOrder(), records.cycle(), noise.get(0), noise.get(1));
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "%-16s%s%n", name, value));
  }

  private static void heading(StringBuilder out) {
    out.append(String.format(Locale.ROOT, "%-24s", "nanoseconds"));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%12s", percentile.label()));
    }
    out.append(String.format("%n"));
  }

  private static void latencies(StringBuilder out, LatencySeries series) {
    out.append(String.format(Locale.ROOT, "%-24s", series.name()));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%,12d", series.merged(percentile)));
    }
    out.append(String.format(Locale.ROOT, "%n%-24s", "  typical block"));
    for (final Percentile percentile : Percentile.values()) {
      out.append(String.format(Locale.ROOT, "%,12d", series.typical(percentile)));
    }
    out.append(String.format(Locale.ROOT, "  (%d blocks)%n", series.blocks()));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
