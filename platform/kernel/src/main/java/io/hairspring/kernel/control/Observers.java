package io.hairspring.kernel.control;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.control.Registry.ObserverPlug;
import io.hairspring.kernel.swap.LoggerSeat;
import io.hairspring.kernel.swap.MonitorSeat;
import io.hairspring.kernel.swap.ObserverSeat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Monitors and loggers, each in a place that a successor can take. Control thread. */
final class Observers {
  final List<ExecutionMonitor> monitors = new ArrayList<>();
  final List<ExecutionLogger> loggers = new ArrayList<>();
  private final Map<ObserverPlug, ObserverSeat<?>> seats = new LinkedHashMap<>();

  /** Who has a place. */
  Set<ObserverPlug> plugs() {
    return seats.keySet();
  }

  /** Gives an observer a place. */
  void add(ObserverPlug plug) {
    if (plug.component() instanceof ExecutionMonitor monitor && plug.kind().equals("monitor")) {
      final MonitorSeat seat = new MonitorSeat(monitor);
      seats.put(plug, seat);
      monitors.add(seat);
    } else if (plug.component() instanceof ExecutionLogger logger) {
      final LoggerSeat seat = new LoggerSeat(logger);
      seats.put(plug, seat);
      loggers.add(seat);
    }
  }

  /** Takes an observer and its place away. */
  void remove(String kind, Object component) {
    final List<ObserverPlug> leaving =
        seats.keySet().stream()
            .filter(plug -> plug.component() == component && plug.kind().equals(kind))
            .toList();
    for (final ObserverPlug plug : leaving) {
      final ObserverSeat<?> seat = seats.remove(plug);
      monitors.removeIf(monitor -> monitor == seat);
      loggers.removeIf(logger -> logger == seat);
    }
  }

  /** Has a monitor that has a place see nothing for a while, or see everything again. */
  void show(ExecutionMonitor monitor, boolean wanted) {
    final ObserverSeat<?> seat =
        seats.entrySet().stream()
            .filter(entry -> entry.getKey().component() == monitor)
            .map(Map.Entry::getValue)
            .filter(MonitorSeat.class::isInstance)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(monitor + " does not watch"));
    monitors.removeIf(other -> other == seat);
    if (wanted) {
      monitors.add((MonitorSeat) seat);
    }
  }

  /** Whether an observer has a place. */
  boolean has(ObserverPlug plug) {
    return seats.containsKey(plug);
  }

  /** The place of an observer. */
  ObserverSeat<?> seat(ObserverPlug plug) {
    return seats.get(plug);
  }

  /** The place of one is another's now. */
  void reseat(ObserverPlug old, ObserverPlug next) {
    seats.put(next, seats.remove(old));
  }

  /** The observer that has a successor's name and is outranked by it, or null. */
  ObserverPlug outranked(ObserverPlug successor) {
    return seats.keySet().stream()
        .filter(plug -> plug.kind().equals(successor.kind()))
        .filter(plug -> plug.name().equals(successor.name()))
        .filter(plug -> successor.rank().outranks(plug.rank()))
        .findFirst()
        .orElse(null);
  }

  /** The observer of a successor's name, best of all one that is outranked by it; null for none. */
  ObserverPlug namesake(ObserverPlug successor) {
    final ObserverPlug outranked = outranked(successor);
    return outranked != null
        ? outranked
        : seats.keySet().stream()
            .filter(plug -> plug.kind().equals(successor.kind()))
            .filter(plug -> plug.name().equals(successor.name()))
            .findFirst()
            .orElse(null);
  }
}
