package io.hairspring.shell;

import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes what {@link HardwareCommands} returns: what fits into columns as a table, the reasons as
 * lines below it. Shell threads.
 */
@Component
public final class HardwareTables implements Converter {

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (target instanceof PlacementPlan plan) {
      return placement(plan);
    }
    if (target instanceof Disturbance[] disturbances) {
      return disturbances(disturbances);
    }
    return target instanceof Finding[] findings ? findings(findings) : null;
  }

  private static String disturbances(Disturbance[] disturbances) {
    if (disturbances.length == 0) {
      return "nothing has disturbed a lane since the last look";
    }
    Table.Builder table = Table.of("lane", "core", "kind", "found");
    List<String> responses = new ArrayList<>();
    for (Disturbance disturbance : disturbances) {
      String kind = disturbance.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.row(disturbance.lane(), String.valueOf(disturbance.core()), kind, disturbance.found());
      responses.add("  " + disturbance.lane() + ", " + kind + ": " + disturbance.response());
    }
    return table.build() + "\n" + String.join("\n", responses);
  }

  private static String findings(Finding[] findings) {
    Table.Builder table = Table.of("grade", "check", "found");
    List<String> remedies = new ArrayList<>();
    for (Finding finding : findings) {
      table.row(finding.grade().name().toLowerCase(Locale.ROOT), finding.check(), finding.found());
      if (finding.grade() == Grade.FAIR || finding.grade() == Grade.POOR) {
        remedies.add("  " + finding.check() + ": " + finding.why());
        remedies.add("    " + (finding.remedy().isEmpty() ? "(no command)" : finding.remedy()));
      }
    }
    return table.build() + (remedies.isEmpty() ? "" : "\nto mend:\n" + String.join("\n", remedies));
  }

  private static String placement(PlacementPlan plan) {
    Table.Builder table = Table.of("thread", "role", "cores", "why there");
    List<String> losses = new ArrayList<>();
    for (PlacementDecision decision : plan.decisions()) {
      table.row(
          decision.thread(),
          decision.role().name().toLowerCase(Locale.ROOT),
          cores(decision.cores()),
          decision.reason());
      decision.givenUp().forEach(loss -> losses.add("  " + decision.thread() + ": " + loss));
    }
    String idle = plan.idle().isEmpty() ? "" : "\nkept idle: " + cores(plan.idle());
    String memory =
        plan.memory().isEmpty() ? "" : "\nmemory:\n  " + String.join("\n  ", plan.memory());
    return table.build()
        + idle
        + memory
        + (losses.isEmpty() ? "" : "\ngiven up:\n" + String.join("\n", losses));
  }

  private static String cores(List<Integer> cores) {
    return cores.isEmpty()
        ? "none"
        : cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
