package io.hairspring.kernel.control;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.lane.DeadlinePolicy;
import io.hairspring.kernel.lane.LaneSettings;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.swap.SwapSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The kernel's configuration, from {@code etc/io.hairspring.kernel.cfg}.
 *
 * @param laneCore core of the lane: a number, {@code any}, or {@code none} for no pinning
 * @param threading on what threads a session runs
 * @param lanes number of lanes
 * @param marketLines lines of the ring of market events
 * @param reportLines lines of the ring of execution reports
 * @param egressLines lines of the ring of order commands
 * @param recordLines lines of the ring of execution records
 * @param bookOrders resting orders a book holds
 * @param bookLevels price levels a side of a book holds
 * @param maxInstruments instruments a session holds
 * @param maxTasks tasks a plan holds
 * @param openOrders orders that may be open at the venue at the same time
 * @param overflow what happens when the journal takes less than the lanes do
 * @param lane what a lane is sized and ruled by
 * @param planning how plans are made
 * @param swap how swaps are made
 * @param given what was configured, key by key, without what has its default
 */
record KernelSettings(
    int laneCore,
    Threading threading,
    int lanes,
    int marketLines,
    int reportLines,
    int egressLines,
    int recordLines,
    int bookOrders,
    int bookLevels,
    int maxInstruments,
    int maxTasks,
    int openOrders,
    Overflow overflow,
    LaneSettings lane,
    Planning planning,
    SwapSettings swap,
    String given) {

  /**
   * How plans are made.
   *
   * @param ordering by what rule
   * @param declaredPath the critical tasks, when the user names them
   * @param deadlineNanos what a cycle may take; 0 for no limit
   * @param dynamic whether measured times lead to new plans
   * @param specialise when plans have a second tier
   * @param stableSeconds for how long a plan must have been in force before it has one
   */
  record Planning(
      Ordering ordering,
      List<String> declaredPath,
      long deadlineNanos,
      boolean dynamic,
      Specialise specialise,
      int stableSeconds) {}

  /** {@link #laneCore}: not pinned. */
  static final int UNPINNED = -2;

  /** The PID, and the name of the file in {@code etc}. */
  static final String PID = "io.hairspring.kernel";

  private static final List<String> KEYS =
      List.of(
          "lane.core",
          "threading",
          "lanes",
          "ring.market",
          "ring.reports",
          "ring.egress",
          "ring.records",
          "book.orders",
          "book.levels",
          "instruments.max",
          "tasks.max",
          "timers.max",
          "slack.cycles",
          "sample.every",
          "deadline.nanos",
          "deadline.policy",
          "quarantine.after",
          "egress.cancels",
          "egress.critical",
          "plan.order",
          "critical.path",
          "plan.dynamic",
          "plan.specialise",
          "plan.specialise.seconds",
          "orders.open",
          "journal.overflow");
  private static final int MAX_LANES = 16;
  private static final int MAX_STEPS = 1_024;

  /**
   * Reads the configuration; what it does not name has its default.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static KernelSettings from(Map<String, ?> properties) {
    return from(Configuration.of(PID, properties));
  }

  /**
   * Likewise.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static KernelSettings from(Configuration properties) {
    final int egress = lines(properties, "ring.egress", 1 << 12);
    final int tasks = properties.number("tasks.max", 256, 1, MAX_STEPS);
    final Threading threading = properties.choice("threading", Threading.SHARED);
    // One thread cannot wait for itself: a deterministic run has one lane.
    final int lanes =
        properties.number("lanes", 1, 1, threading == Threading.DETERMINISTIC ? 1 : MAX_LANES);
    return new KernelSettings(
        core(properties),
        threading,
        lanes,
        lines(properties, "ring.market", 1 << 16),
        lines(properties, "ring.reports", 1 << 12),
        egress,
        lines(properties, "ring.records", 1 << 16),
        properties.number("book.orders", 16_384, 16, 10_000_000),
        properties.number("book.levels", 4_096, 16, 1_000_000),
        properties.number("instruments.max", 4_096, 1, 65_536),
        tasks,
        properties.number("orders.open", 65_536, 16, 1 << 24),
        properties.choice("journal.overflow", Overflow.DROP),
        lane(properties, tasks, egress),
        planning(properties, threading),
        swap(properties, threading),
        given(properties));
  }

  private static String given(Configuration properties) {
    return KEYS.stream()
        .filter(properties::has)
        .map(key -> key + "=" + properties.text(key, ""))
        .collect(Collectors.joining("; "));
  }

  /** What a graph may be. */
  GraphLimits limits() {
    return new GraphLimits(maxTasks, lanes, GraphLimits.MAX_RESOURCES);
  }

  /** The core wanted for a lane: lane 0's is configured, the others go on from it. */
  int coreOf(int lane) {
    return laneCore < 0 ? laneCore : laneCore + lane;
  }

  private static LaneSettings lane(Configuration properties, int tasks, int egress) {
    return new LaneSettings(
        tasks,
        properties.number("timers.max", 1_024, 1, 1 << 20),
        properties.number("slack.cycles", 64, 1, 65_536),
        properties.number("sample.every", 61, 0, 1_000_000),
        properties.choice("deadline.policy", DeadlinePolicy.COUNT),
        properties.number("quarantine.after", 0, 0, 1_000_000),
        properties.number("egress.cancels", egress / 16, 0, egress / 2),
        properties.number("egress.critical", egress / 8, 0, egress / 4));
  }

  private static SwapSettings swap(Configuration properties, Threading threading) {
    final String orders = properties.filled("swap.orders.tolerance", "any");
    return new SwapSettings(
        // On one thread and a virtual clock nothing gets warm.
        properties.flag("swap.warm-up", true) && threading != Threading.DETERMINISTIC,
        properties.text("swap.rehearsal", "synthetic:volatile?seed=7&instruments=4"),
        properties.number("swap.rehearsal.events", 100_000, 0, 100_000_000),
        properties.text(
            "swap.venue",
            "simulated:?maxOpenOrders=256&bookOrders=4096&bookLevels=1024&maxCommands=256"
                + "&maxReports=1024"),
        properties.number("swap.shadow.events", 1_000, 0, 100_000_000),
        properties.number("swap.shadow.quiet", 2_000, 0, 86_400_000),
        properties.number("swap.limit", 60_000, 1, 86_400_000),
        orders.equals("any")
            ? SwapSettings.ANY
            : properties.number("swap.orders.tolerance", 0, 0, 100),
        properties.number("swap.handover", 1_000, 1, 86_400_000),
        properties.number("swap.snapshot.bytes", 65_536, 64, 1 << 28),
        properties.number("swap.probation.events", 10_000, 0, Integer.MAX_VALUE),
        properties.number("swap.probation", 2_000, 0, 86_400_000),
        lines(properties, "swap.ring", 1 << 12),
        properties.flag("swap.stop", true));
  }

  private static Planning planning(Configuration properties, Threading threading) {
    final String path = properties.text("critical.path", "");
    return new Planning(
        properties.choice("plan.order", Ordering.CRITICAL_PATH),
        path.isEmpty() ? List.of() : List.of(path.split("[,\\s]+")),
        properties.number("deadline.nanos", 0, 0, Integer.MAX_VALUE),
        properties.flag("plan.dynamic", true),
        specialise(properties, threading),
        properties.number("plan.specialise.seconds", 5, 0, 3_600));
  }

  private static Specialise specialise(Configuration properties, Threading threading) {
    final String key = "plan.specialise";
    if (threading != Threading.DETERMINISTIC) {
      return properties.choice(key, Specialise.MEASURED);
    }
    final Specialise chosen = properties.choice(key, Specialise.OFF);
    if (chosen == Specialise.MEASURED) {
      throw properties.wrong(key, "off or always where threading is deterministic");
    }
    return chosen;
  }

  private static int core(Configuration properties) {
    final String key = "lane.core";
    final String value = properties.filled(key, "any");
    return switch (value) {
      case "any" -> ThreadPlacement.ANY;
      case "none" -> UNPINNED;
      default -> {
        if (!value.matches("[0-9]{1,9}")) {
          throw properties.wrong(key, "a core number, any, or none");
        }
        yield Integer.parseInt(value);
      }
    };
  }

  private static int lines(Configuration properties, String key, int byDefault) {
    return properties.powerOfTwo(key, byDefault, 64, 1 << 24);
  }
}
