package io.hairspring.benchmarks.swap;

import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.benchmarks.report.Report;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What kept orders back while swaps were made: a host that takes the lane's core away for long
 * makes the monitor hold orders, or take a strategy out. Looked at every now and then, by one
 * thread.
 */
final class RestraintWatch {
  private final Mitigations mitigations;
  private final Platform platform;
  private final String strategy;
  private final Set<MitigationStatus> seen = new HashSet<>();
  private final TreeMap<String, Integer> kinds = new TreeMap<>();
  private long looks;
  private long restrained;
  private long unplanned;

  /** Watches a platform of which one strategy is swapped. */
  RestraintWatch(Mitigations mitigations, Platform platform, String strategy) {
    this.mitigations = mitigations;
    this.platform = platform;
    this.strategy = strategy;
  }

  /** Takes in what is in force now. */
  void look() {
    looks++;
    restrained +=
        mitigations.active().stream().anyMatch(each -> each.kind() != MitigationStatus.Kind.SHED)
            ? 1
            : 0;
    for (final MitigationStatus each : mitigations.active()) {
      if (seen.add(each)) {
        kinds.merge(named(each), 1, Integer::sum);
      }
    }
    unplanned += planned() ? 0 : 1;
  }

  private static String named(MitigationStatus each) {
    return each.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
        + (each.subject().isEmpty() ? "" : " " + each.subject());
  }

  private boolean planned() {
    return platform.tasks().stream()
        .anyMatch(
            task ->
                task.definition().name().equals(strategy)
                    && task.state() == TaskStatus.State.PLANNED);
  }

  /** How many times something was done that keeps orders back, and in what share of the looks. */
  void put(Report report) {
    report
        .put("swap.mitigations", (long) seen.size())
        .put("swap.mitigated_percent", share(restrained))
        .put("swap.unplanned_percent", share(unplanned))
        .put("swap.orders_refused", platform.lanes().get(0).ordersRefused());
  }

  /** In a line. */
  String line() {
    return (kinds.isEmpty() ? "no mitigation" : "mitigations " + kinds)
        + "; orders held for "
        + share(restrained)
        + " % of the time; "
        + strategy
        + " out of the plan for "
        + share(unplanned)
        + " %; "
        + platform.lanes().get(0).ordersRefused()
        + " orders refused";
  }

  private long share(long some) {
    return looks == 0 ? 0 : Math.round(100.0 * some / looks);
  }
}
