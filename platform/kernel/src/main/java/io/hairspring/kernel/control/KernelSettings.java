package io.hairspring.kernel.control;

import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.lane.DeadlinePolicy;
import io.hairspring.kernel.lane.LaneSettings;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.swap.SwapSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  private static final String FILE = "etc/io.hairspring.kernel.cfg";
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
    final int egress = lines(properties, "ring.egress", 1 << 12);
    final int tasks = number(properties, "tasks.max", 256, 1, MAX_STEPS);
    final Threading threading = choice(properties, "threading", Threading.SHARED);
    // One thread cannot wait for itself: a deterministic run has one lane.
    final int lanes =
        number(properties, "lanes", 1, 1, threading == Threading.DETERMINISTIC ? 1 : MAX_LANES);
    return new KernelSettings(
        core(properties),
        threading,
        lanes,
        lines(properties, "ring.market", 1 << 16),
        lines(properties, "ring.reports", 1 << 12),
        egress,
        lines(properties, "ring.records", 1 << 16),
        number(properties, "book.orders", 16_384, 16, 10_000_000),
        number(properties, "book.levels", 4_096, 16, 1_000_000),
        number(properties, "instruments.max", 4_096, 1, 65_536),
        tasks,
        number(properties, "orders.open", 65_536, 16, 1 << 24),
        choice(properties, "journal.overflow", Overflow.DROP),
        lane(properties, tasks, egress),
        planning(properties, threading),
        swap(properties, threading),
        given(properties));
  }

  private static String given(Map<String, ?> properties) {
    return KEYS.stream()
        .filter(properties::containsKey)
        .map(key -> key + "=" + text(properties, key, ""))
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

  private static LaneSettings lane(Map<String, ?> properties, int tasks, int egress) {
    return new LaneSettings(
        tasks,
        number(properties, "timers.max", 1_024, 1, 1 << 20),
        number(properties, "slack.cycles", 64, 1, 65_536),
        number(properties, "sample.every", 61, 0, 1_000_000),
        choice(properties, "deadline.policy", DeadlinePolicy.COUNT),
        number(properties, "quarantine.after", 0, 0, 1_000_000),
        number(properties, "egress.cancels", egress / 16, 0, egress / 2),
        number(properties, "egress.critical", egress / 8, 0, egress / 4));
  }

  private static SwapSettings swap(Map<String, ?> properties, Threading threading) {
    final String orders = text(properties, "swap.orders.tolerance", "any");
    return new SwapSettings(
        // On one thread and a virtual clock nothing gets warm.
        flag(properties, "swap.warm-up", true) && threading != Threading.DETERMINISTIC,
        text(properties, "swap.rehearsal", "synthetic:volatile?seed=7&instruments=4"),
        number(properties, "swap.rehearsal.events", 100_000, 0, 100_000_000),
        text(
            properties,
            "swap.venue",
            "simulated:?maxOpenOrders=256&bookOrders=4096&bookLevels=1024&maxCommands=256"
                + "&maxReports=1024"),
        number(properties, "swap.shadow.events", 1_000, 0, 100_000_000),
        number(properties, "swap.shadow.quiet", 2_000, 0, 86_400_000),
        number(properties, "swap.limit", 60_000, 1, 86_400_000),
        orders.equals("any")
            ? SwapSettings.ANY
            : number(properties, "swap.orders.tolerance", 0, 0, 100),
        number(properties, "swap.handover", 1_000, 1, 86_400_000),
        number(properties, "swap.snapshot.bytes", 65_536, 64, 1 << 28),
        number(properties, "swap.probation.events", 10_000, 0, Integer.MAX_VALUE),
        number(properties, "swap.probation", 2_000, 0, 86_400_000),
        lines(properties, "swap.ring", 1 << 12),
        flag(properties, "swap.stop", true));
  }

  private static Planning planning(Map<String, ?> properties, Threading threading) {
    final String path = text(properties, "critical.path", "");
    return new Planning(
        choice(properties, "plan.order", Ordering.CRITICAL_PATH),
        path.isEmpty() ? List.of() : List.of(path.split("[,\\s]+")),
        number(properties, "deadline.nanos", 0, 0, Integer.MAX_VALUE),
        flag(properties, "plan.dynamic", true),
        specialise(properties, threading),
        number(properties, "plan.specialise.seconds", 5, 0, 3_600));
  }

  private static Specialise specialise(Map<String, ?> properties, Threading threading) {
    final String key = "plan.specialise";
    if (threading != Threading.DETERMINISTIC) {
      return choice(properties, key, Specialise.MEASURED);
    }
    final Specialise chosen = choice(properties, key, Specialise.OFF);
    if (chosen == Specialise.MEASURED) {
      throw wrong(key, "measured", "off or always where threading is deterministic");
    }
    return chosen;
  }

  private static boolean flag(Map<String, ?> properties, String key, boolean byDefault) {
    final String value = text(properties, key, String.valueOf(byDefault));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, value, "true or false");
    };
  }

  private static <E extends Enum<E>> E choice(Map<String, ?> properties, String key, E byDefault) {
    final String value = text(properties, key, spelled(byDefault));
    final E[] all = byDefault.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(constant -> spelled(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    value,
                    "one of " + Arrays.stream(all).map(KernelSettings::spelled).toList()));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int core(Map<String, ?> properties) {
    final String value = text(properties, "lane.core", "any");
    return switch (value) {
      case "any" -> ThreadPlacement.ANY;
      case "none" -> UNPINNED;
      default -> {
        try {
          final int core = Integer.parseInt(value);
          if (core < 0) {
            throw wrong("lane.core", value, "a core number, any, or none");
          }
          yield core;
        } catch (final NumberFormatException e) {
          throw wrong("lane.core", value, "a core number, any, or none");
        }
      }
    };
  }

  private static int lines(Map<String, ?> properties, String key, int byDefault) {
    final int value = number(properties, key, byDefault, 64, 1 << 24);
    if (Integer.bitCount(value) != 1) {
      throw wrong(key, String.valueOf(value), "a power of two from 64 to 16777216");
    }
    return value;
  }

  private static int number(
      Map<String, ?> properties, String key, int byDefault, int least, int most) {
    final String value = text(properties, key, String.valueOf(byDefault));
    final String allowed = "a whole number from " + least + " to " + most;
    try {
      final int number = Integer.parseInt(value);
      if (number < least || number > most) {
        throw wrong(key, value, allowed);
      }
      return number;
    } catch (final NumberFormatException e) {
      throw wrong(key, value, allowed);
    }
  }

  private static String text(Map<String, ?> properties, String key, String byDefault) {
    final Object value = properties.get(key);
    return value == null ? byDefault : value.toString().trim();
  }

  private static IllegalArgumentException wrong(String key, String value, String allowed) {
    return new IllegalArgumentException(FILE + ": " + key + " = " + value + ": must be " + allowed);
  }
}
