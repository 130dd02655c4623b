package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what is heard. The listener's thread writes, the main thread reads. */
final class HeardAlerts implements AlertListener {
  /**
   * An alert.
   *
   * @param alert as told
   * @param toldNanos when
   */
  record Heard(Alert alert, long toldNanos) {}

  private final List<Heard> all = new ArrayList<>();
  private int open;

  @Override
  public synchronized void onAlert(Alert alert) {
    all.add(new Heard(alert, System.nanoTime()));
    open += alert.raised() ? 1 : -1;
  }

  /** The first that shows a fault. */
  synchronized Optional<Heard> first(Fault fault) {
    return all.stream()
        .filter(heard -> heard.alert().raised() && fault.shownBy(heard.alert().kind()))
        .findFirst();
  }

  synchronized List<Heard> all() {
    return List.copyOf(all);
  }

  synchronized boolean quiet() {
    return open <= 0;
  }

  synchronized void clear() {
    all.clear();
  }
}
