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
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
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
        .put("records.cycles", records.cycles())
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
    final Table out = new Table();
    out.row("feed", feed.uri());
    out.row("records read", Table.number(feed.recordsRead()));
    out.row("events", Table.number(feed.events()) + ", lost " + Table.number(eventsLost()));
    out.row("cycles", Table.number(lane.cycles()) + ", tasks " + Table.number(records.tasks()));
    out.row(
        "orders", Table.number(lane.orders()) + ", refused " + Table.number(lane.ordersRefused()));
    out.row(
        "gateway",
        Table.number(gateway.acknowledged())
            + " acknowledged, "
            + Table.number(gateway.fills())
            + " fills, "
            + Table.number(gateway.cancelled())
            + " cancelled, "
            + Table.number(gateway.rejects())
            + " rejects");
    out.row(
        "records",
        Table.number(lane.recordsWritten())
            + " written, "
            + Table.number(lane.recordsDropped())
            + " dropped");
    out.row(
        "lane",
        (lane.core() < 0 ? "not pinned" : "core " + lane.core())
            + ", "
            + Table.number(allocatedBytes)
            + " bytes allocated, "
            + collections
            + " collections");
    out.row("journal", journal);
    books.forEach(book -> out.row("book", book));
    return out.gap().latencies(series()).gap().environment().toString();
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
    return List.of(
        records.tickToOrder(), records.tickToLane(), records.cycle(), noise.get(0), noise.get(1));
  }
}
