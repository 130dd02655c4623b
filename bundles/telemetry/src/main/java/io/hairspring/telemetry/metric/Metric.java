package io.hairspring.telemetry.metric;

import static io.hairspring.telemetry.metric.Kind.COUNTER;
import static io.hairspring.telemetry.metric.Kind.GAUGE;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that is exported, each named once. The key is the name in the counters file, with a
 * place for each label: {@code lane.{lane}.cycles}. A key that ends in {@code _ns} is in
 * nanoseconds, one in {@code _bytes} in bytes; the rest are numbers of what they name. The name for
 * Prometheus is made of it: without the labels, in base units.
 */
public enum Metric {
  /** Whether a part of the platform does its work. */
  UP("up.{part}", GAUGE, "Whether a part of the platform is there and does its work: 1 or 0."),
  /** Whether a session is open. */
  SESSION_OPEN("session.open", GAUGE, "Whether a feed and a gateway are open: 1 or 0."),

  /** Core of a lane. */
  LANE_CORE("lane.{lane}.core", GAUGE, "Core the lane is pinned to; -1 when it is not."),
  /** Epoch of a lane's plan. */
  LANE_EPOCH("lane.{lane}.epoch", GAUGE, "Epoch of the plan the lane runs."),
  /** Steps of a lane's plan. */
  LANE_STEPS("lane.{lane}.steps", GAUGE, "Steps of the plan the lane runs."),
  /** Cycles. */
  LANE_CYCLES("lane.{lane}.cycles", COUNTER, "Cycles run."),
  /** Market events. */
  LANE_EVENTS("lane.{lane}.events", COUNTER, "Market events taken."),
  /** Orders. */
  LANE_ORDERS("lane.{lane}.orders", COUNTER, "Order commands put into the egress ring."),
  /** Orders refused. */
  LANE_ORDERS_REFUSED(
      "lane.{lane}.orders_refused",
      COUNTER,
      "Order commands refused: no room in the egress ring, or orders are held."),
  /** Bytes allocated. */
  LANE_ALLOCATED("lane.{lane}.allocated_bytes", COUNTER, "Bytes the lane's thread has allocated."),
  /** Records. */
  LANE_RECORDS("lane.{lane}.records", COUNTER, "Execution records written."),
  /** Records dropped. */
  LANE_RECORDS_DROPPED(
      "lane.{lane}.records_dropped",
      COUNTER,
      "Execution records dropped because their ring was full."),
  /** Timers. */
  LANE_TIMERS("lane.{lane}.timers_fired", COUNTER, "Timers that fired."),
  /** Triggers held for a timer. */
  LANE_HELD(
      "lane.{lane}.held_for_timer",
      COUNTER,
      "Times a trigger was held back because a precise timer was near."),
  /** Cycles parked. */
  LANE_PARKED(
      "lane.{lane}.cycles_parked",
      COUNTER,
      "Cycles whose deferred steps had to wait while another cycle ran."),
  /** Steps shed. */
  LANE_SHED("lane.{lane}.steps_shed", COUNTER, "Deferred steps left out."),
  /** Steps forced. */
  LANE_FORCED(
      "lane.{lane}.steps_forced",
      COUNTER,
      "Deferred steps run although triggers waited, because too many cycles were parked."),
  /** Deadlines missed. */
  LANE_LATE(
      "lane.{lane}.deadlines_missed",
      COUNTER,
      "Cycles whose critical steps took longer than their deadline."),
  /** Runs over budget. */
  LANE_OVER_BUDGET(
      "lane.{lane}.over_budget", COUNTER, "Runs of tasks over their budget, of those timed."),
  /** Orders aborted. */
  LANE_ABORTED(
      "lane.{lane}.orders_aborted",
      COUNTER,
      "Orders withheld because their cycle was past its deadline."),
  /** Ceilings. */
  LANE_CEILINGS(
      "lane.{lane}.ceilings",
      COUNTER,
      "Times a task was finished first because a more important one needed what it held."),

  /** Size of a ring. */
  RING_CAPACITY("ring.{lane}.{ring}.capacity_lines", GAUGE, "Lines of 64 bytes the ring holds."),
  /** Depth of a ring. */
  RING_DEPTH("ring.{lane}.{ring}.depth_lines", GAUGE, "Lines that wait in the ring."),
  /** Lines of a ring. */
  RING_LINES("ring.{lane}.{ring}.lines", COUNTER, "Lines put into the ring."),

  /** Events of the feed. */
  FEED_EVENTS("feed.events", COUNTER, "Events the feed put into the market ring."),
  /** Records of the feed. */
  FEED_RECORDS("feed.records_read", COUNTER, "Records of the feed's source read."),
  /** Turns of the feed on which it waited. */
  FEED_BACK_PRESSURED(
      "feed.back_pressured",
      COUNTER,
      "Turns on which the market ring was full and the feed waited."),
  /** Whether the feed has ended. */
  FEED_ENDED("feed.ended", GAUGE, "Whether the feed has ended: 1 or 0."),

  /** Commands of the gateway. */
  GATEWAY_COMMANDS("gateway.commands", COUNTER, "Order commands the gateway took."),
  /** Acknowledgements. */
  GATEWAY_ACKNOWLEDGED("gateway.acknowledged", COUNTER, "Orders acknowledged."),
  /** Fills. */
  GATEWAY_FILLS("gateway.fills", COUNTER, "Executions, partial ones included."),
  /** Cancels. */
  GATEWAY_CANCELLED("gateway.cancelled", COUNTER, "Orders cancelled."),
  /** Rejects. */
  GATEWAY_REJECTS("gateway.rejects", COUNTER, "Commands refused by the venue."),
  /** Reports that waited. */
  GATEWAY_HELD(
      "gateway.reports_held",
      COUNTER,
      "Times a report had to wait because the lane's ring was full."),

  /** Number of tasks. */
  TASKS("tasks.{state}", GAUGE, "Tasks in this state."),
  /** Whether a task is planned. */
  TASK_PLANNED("task.{task}.planned", GAUGE, "Whether the task is in the plan: 1 or 0."),
  /** A task's budget. */
  TASK_BUDGET("task.{task}.budget_ns", GAUGE, "Time one run of the task may take, as declared."),
  /** A task's expected time. */
  TASK_EXPECTED(
      "task.{task}.expected_ns", GAUGE, "Time one run of the task takes, as the plan expects."),
  /** The critical path. */
  PLAN_CRITICAL_PATH(
      "plan.{trigger}.critical_path_ns",
      GAUGE,
      "Least time from the trigger to an order, as the plan expects."),

  /** Heap in use. */
  HEAP_USED("heap.used_bytes", GAUGE, "Heap in use."),
  /** Heap committed. */
  HEAP_COMMITTED("heap.committed_bytes", GAUGE, "Heap that the virtual machine has taken."),
  /** Collections. */
  GC_COLLECTIONS("gc.{collector}.collections", COUNTER, "Garbage collections."),
  /** Time of collections. */
  GC_TIME("gc.{collector}.time_ns", COUNTER, "Time spent in garbage collections."),
  /** Processor time. */
  PROCESS_CPU("process.cpu_ns", COUNTER, "Processor time the process has used."),
  /** Threads. */
  PROCESS_THREADS("process.threads", GAUGE, "Threads of the virtual machine."),

  /** Alerts. */
  ALERTS("alerts.{kind}", COUNTER, "Anomalies raised since the telemetry started."),
  /** Alerts that have not ended. */
  ALERTS_OPEN("alerts_open.{kind}", GAUGE, "Anomalies that have not ended."),
  /** Anomalies found. */
  ANOMALIES("anomalies.found", COUNTER, "Anomalies the monitor found since it started."),
  /** Mitigations. */
  MITIGATIONS("mitigations.{kind}", GAUGE, "Mitigations of this kind in force."),
  /** The kill switch. */
  HALTED(
      "halt.active", GAUGE, "Whether the kill switch is thrown and no order is accepted: 1 or 0."),
  /** Cancels of the kill switch. */
  HALT_CANCELLED(
      "halt.cancelled", GAUGE, "Cancels the kill switch sent for orders that were open."),
  /** Orders open at the venue. */
  OPEN_ORDERS("orders.open", GAUGE, "Orders open at the venue, as far as its reports tell."),

  /** Swaps that are over. */
  SWAPS("swaps.{state}", COUNTER, "Swaps that ended in this state: retired means in force."),
  /** Swaps that are not over. */
  SWAPS_OPEN("swaps_open", GAUGE, "Swaps under way or waiting for their turn."),
  /** Time of a hand-over. */
  SWAP_ADOPTION(
      "swap.adoption_ns",
      GAUGE,
      "Time the lane stood still for the last hand-over of a strategy or task."),

  /** Collections of the telemetry. */
  COLLECTIONS("telemetry.collections", COUNTER, "Times the telemetry has read all values."),
  /** Failed collections. */
  FAILURES("telemetry.failures", COUNTER, "Times a source of values failed and was left out."),
  /** Time of a collection. */
  COLLECTION_TIME("telemetry.collection_ns", GAUGE, "Time the last reading of all values took."),
  /** Bytes of the telemetry. */
  COLLECTION_ALLOCATED(
      "telemetry.allocated_bytes", COUNTER, "Bytes the telemetry's thread has allocated."),
  /** Series that found no room. */
  SERIES_REFUSED("telemetry.series_refused", GAUGE, "Values without room in the counters file."),
  /** Port of the scrape endpoint. */
  HTTP_PORT("telemetry.http_port", GAUGE, "Port on which metrics can be scraped; 0 for none."),
  /** Scrapes answered. */
  SCRAPES("telemetry.scrapes", COUNTER, "Scrapes answered."),
  /** Connections turned away. */
  SCRAPES_REFUSED(
      "telemetry.scrapes_refused", COUNTER, "Connections closed because too many were open."),
  /** Connections cut. */
  SCRAPES_CUT(
      "telemetry.scrapes_cut", COUNTER, "Connections cut because they were not done in time.");

  private static final Pattern LABEL = Pattern.compile("\\{([a-z]+)}");
  private static final Map<Metric, List<String>> LABELS = new EnumMap<>(Metric.class);
  private static final String NANOS = "_ns";
  private static final String BYTES = "_bytes";
  private static final double NANOS_PER_SECOND = 1e9;

  static {
    for (final Metric metric : values()) {
      LABELS.put(metric, LABEL.matcher(metric.key).results().map(found -> found.group(1)).toList());
    }
  }

  private final String key;
  private final Kind kind;
  private final String help;

  Metric(String key, Kind kind, String help) {
    this.key = key;
    this.kind = kind;
    this.help = help;
  }

  /** Whether it only grows. */
  public Kind kind() {
    return kind;
  }

  /** One sentence about it. */
  public String help() {
    return help;
  }

  /** Names of its labels, in the order of the key. */
  public List<String> labels() {
    return LABELS.get(this);
  }

  /** The key with its labels filled in. */
  public String key(List<String> values) {
    final List<String> labels = labels();
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(
          key + ": has labels " + labels + ", was given values " + values);
    }
    String filled = key;
    for (int i = 0; i < values.size(); i++) {
      filled = filled.replace("{" + labels.get(i) + "}", values.get(i));
    }
    return filled;
  }

  /** The key as it is written in documents, with the names of the labels in braces. */
  public String pattern() {
    return key;
  }

  /** The base unit, {@code seconds} or {@code bytes} or {@code lines}; empty for a plain number. */
  public String unit() {
    if (key.endsWith(NANOS)) {
      return "seconds";
    } else if (key.endsWith(BYTES)) {
      return "bytes";
    }
    return key.endsWith("_lines") ? "lines" : "";
  }

  /** The name for Prometheus, with the unit, without the suffix that counters get. */
  public String exposedName() {
    final Matcher label = LABEL.matcher(key);
    final String name = label.replaceAll("").replaceAll("\\.+", "_").replaceAll("_+$", "");
    final String base =
        key.endsWith(NANOS) ? name.substring(0, name.length() - NANOS.length()) + "_seconds" : name;
    return "hairspring_" + base;
  }

  /** A value in base units. */
  public double exposed(long value) {
    return key.endsWith(NANOS) ? value / NANOS_PER_SECOND : value;
  }
}
