package io.hairspring.shell;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.Distribution;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes what {@link MonitorCommands} and {@link OperatorCommands} return as plain tables. Shell
 * threads.
 */
@Component
public final class MonitorTables implements Converter {

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (target instanceof Distribution[] measured) {
      return measured.length == 0 ? "nothing measured yet" : distributions(measured);
    } else if (target instanceof Alert[] alerts) {
      return alerts.length == 0 ? "no alerts" : alerts(alerts);
    } else if (target instanceof MitigationStatus[] active) {
      return active.length == 0 ? "no mitigation is in force" : mitigations(active);
    } else if (target instanceof HaltStatus halt) {
      return halt(halt);
    } else if (target instanceof UnfinishedHalt unfinished) {
      return halt(unfinished.halt()) + "\n" + lanes(unfinished.lanes());
    }
    return null;
  }

  private static String distributions(Distribution[] measured) {
    final Table.Builder table =
        Table.of("subject", "measure", "unit", "count", "mean", "p50", "p99", "p99.9", "max");
    for (final Distribution of : measured) {
      table.row(
          of.subject(),
          of.measure(),
          of.measure().equals("depth") ? "lines" : "ns",
          of.count(),
          Math.round(of.mean()),
          of.p50(),
          of.p99(),
          of.p999(),
          of.max());
    }
    return table.build().toString();
  }

  private static String alerts(Alert[] alerts) {
    final Table.Builder table =
        Table.of(
            "number",
            "kind",
            "subject",
            "state",
            "noticed after us",
            "value",
            "usual",
            "cause",
            "evidence");
    for (final Alert alert : alerts) {
      table.row(
          alert.number(),
          lower(alert.kind()),
          alert.subject(),
          alert.raised() ? "found" : "over",
          micros(alert.noticedNanos() - alert.occurredNanos()),
          Math.round(alert.value()),
          Math.round(alert.limit()),
          lower(alert.cause()),
          alert.evidence());
    }
    return table.build().toString();
  }

  private static String mitigations(MitigationStatus[] active) {
    final Table.Builder table = Table.of("mitigation", "subject", "by", "reason");
    for (final MitigationStatus status : active) {
      table.row(
          lower(status.kind()),
          status.subject().isEmpty() ? "everything" : status.subject(),
          status.by(),
          status.reason());
    }
    return table.build().toString();
  }

  private static String halt(HaltStatus halt) {
    if (!halt.halted()) {
      return "orders are accepted; " + halt.openOrders() + " open";
    }
    final long took = halt.lastOrderOutNanos() - halt.commandNanos();
    final String out =
        halt.lastOrderOutNanos() == 0 || halt.commandNanos() == 0
            ? ""
            : ", the last one out after " + micros(took) + " us";
    return "halted by "
        + halt.operator()
        + ": "
        + halt.reason()
        + "\n"
        + halt.cancelled()
        + " orders cancelled"
        + out
        + "; "
        + halt.refused()
        + " refused since; "
        + halt.openOrders()
        + " open";
  }

  private static String lanes(List<Integer> numbers) {
    return "not in force yet on lane "
        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ": a task does not return; what it sends is refused at the gateway's door";
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.1f", (double) nanos / TimeUnit.MICROSECONDS.toNanos(1));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
