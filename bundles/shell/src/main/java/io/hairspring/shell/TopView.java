package io.hairspring.shell;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.MonitorReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One look at everything.
 *
 * @param nanos when, {@code System.nanoTime}
 * @param lanes the lanes
 * @param rings the rings
 * @param feed the feed
 * @param gateway the gateway
 * @param tasks how long tasks take; none without a monitor
 * @param anomalies anomalies that have not ended; -1 without a monitor
 * @param mitigations what is in force
 */
record TopView(
    long nanos,
    List<LaneStatus> lanes,
    List<RingStatus> rings,
    FeedStatus feed,
    GatewayStatus gateway,
    List<Distribution> tasks,
    int anomalies,
    List<MitigationStatus> mitigations) {
  private static final int SLOWEST = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Looks; the monitor and the mitigations may be null. */
  static TopView of(Platform platform, MonitorReport monitor, Mitigations mitigations, long nanos) {
    return new TopView(
        nanos,
        platform.lanes(),
        platform.rings(),
        platform.feed(),
        platform.gateway(),
        monitor == null ? List.of() : slowest(monitor),
        monitor == null ? -1 : monitor.open().size(),
        mitigations == null ? List.of() : mitigations.active());
  }

  private static List<Distribution> slowest(MonitorReport monitor) {
    return monitor.distributions().stream()
        .filter(of -> of.subject().startsWith("task:") && of.measure().equals("time"))
        .sorted(Comparator.comparingLong(Distribution::p99).reversed())
        .limit(SLOWEST)
        .toList();
  }

  /**
   * What has happened since an earlier look, a second.
   *
   * @param before null for the first look: what has happened in all
   */
  String since(TopView before) {
    final String state =
        "feed "
            + name(feed.uri())
            + (feed.ended() && !feed.uri().isEmpty() ? " (ended)" : "")
            + ", gateway "
            + name(gateway.uri())
            + (gateway.failure().isEmpty() ? "" : " (failed)")
            + ": "
            + gateway.fills()
            + " fills, "
            + gateway.rejects()
            + " rejects; anomalies open: "
            + (anomalies < 0 ? "no monitor" : anomalies)
            + "; in force: "
            + inForce();
    return state + "\n" + laneTable(before) + "\n" + ringTable() + taskTable();
  }

  private static String name(String uri) {
    return uri.isEmpty() ? "none" : uri;
  }

  private String inForce() {
    return mitigations.isEmpty()
        ? "nothing"
        : mitigations.stream()
            .map(status -> (status.kind().name() + " " + status.subject()).strip())
            .map(text -> text.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private Table laneTable(TopView before) {
    final String per = before == null ? "" : "/s";
    final Table.Builder table =
        Table.of(
            "lane",
            "core",
            "cycles" + per,
            "events" + per,
            "orders" + per,
            "refused",
            "dropped",
            "shed",
            "late");
    for (final LaneStatus lane : lanes) {
      final LaneStatus earlier =
          before == null || before.lanes.size() <= lane.lane()
              ? null
              : before.lanes.get(lane.lane());
      final double seconds = before == null ? 1 : (nanos - before.nanos) / NANOS_PER_SECOND;
      table.row(
          lane.lane(),
          lane.core() < 0 ? "-" : lane.core(),
          rate(lane.cycles(), earlier == null ? 0 : earlier.cycles(), seconds),
          rate(lane.events(), earlier == null ? 0 : earlier.events(), seconds),
          rate(lane.orders(), earlier == null ? 0 : earlier.orders(), seconds),
          lane.ordersRefused(),
          lane.recordsDropped(),
          lane.pressure().shed(),
          lane.pressure().deadlinesMissed());
    }
    return table.build();
  }

  /** A session that began in between counts from nothing. */
  private static long rate(long now, long before, double seconds) {
    return Math.round((now < before ? now : now - before) / seconds);
  }

  private Table ringTable() {
    final Table.Builder table = Table.of("ring", "lane", "waiting", "lines", "full %");
    for (final RingStatus ring : rings) {
      table.row(
          ring.name(),
          ring.lane(),
          ring.depth(),
          ring.capacity(),
          String.format(Locale.ROOT, "%.1f", 100.0 * ring.depth() / ring.capacity()));
    }
    return table.build();
  }

  private String taskTable() {
    if (tasks.isEmpty()) {
      return "";
    }
    final Table.Builder table = Table.of("task", "runs timed", "p50 ns", "p99 ns", "max ns");
    for (final Distribution task : tasks) {
      table.row(
          task.subject().substring("task:".length()),
          task.count(),
          task.p50(),
          task.p99(),
          task.max());
    }
    return "\n" + table.build();
  }
}
