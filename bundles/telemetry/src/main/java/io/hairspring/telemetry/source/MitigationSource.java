package io.hairspring.telemetry.source;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.recording.MitigationEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is done about trouble, and the kill switch. Changes are written into JFR recordings. */
public final class MitigationSource implements Source {
  private final Supplier<Mitigations> mitigations;
  private List<MitigationStatus> before = List.of();

  /** Reads the service of the moment; the supplier gives null while there is none. */
  public MitigationSource(Supplier<Mitigations> mitigations) {
    this.mitigations = mitigations;
  }

  @Override
  public String name() {
    return "mitigations";
  }

  @Override
  public void read(Readings into) {
    final Mitigations service = mitigations.get();
    if (service == null) {
      return;
    }
    final List<MitigationStatus> active = service.active();
    final Map<MitigationStatus.Kind, Long> kinds =
        active.stream()
            .collect(Collectors.groupingBy(MitigationStatus::kind, Collectors.counting()));
    for (final MitigationStatus.Kind kind : MitigationStatus.Kind.values()) {
      into.add(
          Metric.MITIGATIONS, kinds.getOrDefault(kind, 0L), kind.name().toLowerCase(Locale.ROOT));
    }
    final HaltStatus halt = service.halt();
    into.add(Metric.HALTED, halt.halted());
    into.add(Metric.HALT_CANCELLED, halt.cancelled());
    into.add(Metric.OPEN_ORDERS, halt.openOrders());
    MitigationEvent.emitChanges(before, active);
    before = List.copyOf(active);
  }
}
