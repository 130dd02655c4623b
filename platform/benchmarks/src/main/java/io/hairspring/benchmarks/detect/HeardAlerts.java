package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.AnomalyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps what is heard. The listener's thread writes, the main thread reads. */
final class HeardAlerts implements AlertListener {
  /**
   * An alert.
   *
   * @param alert as told
   * @param toldNanos when
   */
  record Heard(Alert alert, long toldNanos) {}

  private static final Set<AnomalyKind> LASTING =
      Set.of(AnomalyKind.CONTENTION, AnomalyKind.SHIFT, AnomalyKind.JITTER);

  /** What is noticed later is something else. */
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<Heard> all = new ArrayList<>();
  private final Map<Long, Alert> open = new TreeMap<>();

  @Override
  public synchronized void onAlert(Alert alert) {
    all.add(new Heard(alert, System.nanoTime()));
    if (alert.raised()) {
      open.put(alert.number(), alert);
    } else {
      open.remove(alert.number());
    }
  }

  /** The first that shows a fault injected then, and names its cause. */
  synchronized Optional<Heard> right(Fault fault, long injected) {
    return showing(fault, injected)
        .filter(heard -> heard.alert().cause() == fault.cause())
        .findFirst();
  }

  /** The first that shows a fault injected then. */
  synchronized Optional<Heard> first(Fault fault, long injected) {
    return showing(fault, injected).findFirst();
  }

  private Stream<Heard> showing(Fault fault, long injected) {
    return all.stream()
        .filter(heard -> heard.alert().raised() && fault.shownBy(heard.alert().kind()))
        .filter(heard -> heard.alert().noticedNanos() - injected < SOON_NANOS);
  }

  synchronized List<Heard> all() {
    return List.copyOf(all);
  }

  /**
   * What is under way, but for contention, which is looked for every two seconds only and is the
   * host's, and for shifts and jitter, which last for seconds by what they are.
   */
  synchronized List<Alert> open() {
    return open.values().stream().filter(one -> !LASTING.contains(one.kind())).toList();
  }

  synchronized void clear() {
    all.clear();
  }
}
