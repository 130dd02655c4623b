package io.hairspring.monitor;

import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.monitor.explain.Explanation;
import io.hairspring.monitor.observe.Episode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes alerts, keeps the latest, and has the journal and listeners told of them. Any thread but a
 * lane or an agent.
 */
final class AlertDesk {
  private static final int KEPT = 1_024;

  private final Map<AlertListener, ListenerThread> listeners = new LinkedHashMap<>();
  private final Map<Long, Alert> open = new LinkedHashMap<>();
  private final Deque<Alert> recent = new ArrayDeque<>();
  private final PlatformClock clock;
  private final Supplier<ControlJournal> journal;
  private long found;

  /**
   * None yet.
   *
   * @param journal where they are noted; gives null when nowhere
   */
  AlertDesk(PlatformClock clock, Supplier<ControlJournal> journal) {
    this.clock = clock;
    this.journal = journal;
  }

  synchronized void listen(AlertListener listener) {
    listeners.put(listener, new ListenerThread(listener));
  }

  void forget(AlertListener listener) {
    final ListenerThread thread = remove(listener);
    if (thread != null) {
      // Without the lock: the listener may be about to ask for the alerts.
      thread.stop();
    }
  }

  private synchronized ListenerThread remove(AlertListener listener) {
    return listeners.remove(listener);
  }

  /** Tells of an anomaly, or that it is over. */
  void tell(Episode episode, boolean raised, Explanation explanation) {
    final Alert alert =
        new Alert(
            episode.number(),
            episode.kind(),
            episode.subject().name(),
            raised,
            raised ? episode.occurredNanos() : episode.lastSeenNanos(),
            raised ? episode.noticedNanos() : clock.nanoTime(),
            episode.worst(),
            episode.limit(),
            explanation.cause(),
            explanation.evidence());
    tell(alert);
    final ControlJournal notes = journal.get();
    if (notes != null) {
      notes.note(
          ControlKind.ANOMALY,
          raised ? 1 : 0,
          alert.number(),
          alert.kind() + " " + alert.subject() + ", " + alert.cause() + ": " + alert.evidence());
    }
  }

  private synchronized void tell(Alert alert) {
    if (alert.raised()) {
      found++;
      open.put(alert.number(), alert);
    } else {
      open.remove(alert.number());
    }
    recent.addLast(alert);
    if (recent.size() > KEPT) {
      recent.removeFirst();
    }
    listeners.values().forEach(thread -> thread.offer(alert));
  }

  synchronized List<Alert> open() {
    return new ArrayList<>(open.values());
  }

  synchronized List<Alert> recent() {
    return new ArrayList<>(recent);
  }

  synchronized long found() {
    return found;
  }

  void close() {
    removeAll().forEach(ListenerThread::stop);
  }

  private synchronized List<ListenerThread> removeAll() {
    final List<ListenerThread> all = List.copyOf(listeners.values());
    listeners.clear();
    return all;
  }
}
