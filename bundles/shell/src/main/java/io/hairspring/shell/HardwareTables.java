package io.hairspring.shell;

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
    return target instanceof PlacementPlan plan ? placement(plan) : null;
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
    return table.build()
        + idle
        + (losses.isEmpty() ? "" : "\ngiven up:\n" + String.join("\n", losses));
  }

  private static String cores(List<Integer> cores) {
    return cores.isEmpty()
        ? "none"
        : cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
