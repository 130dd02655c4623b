package io.hairspring.monitor;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the latest alerts and has listeners told of them. Any thread but a lane or an agent. */
final class AlertDesk {
  private static final int KEPT = 1_024;

  private final Map<AlertListener, ListenerThread> listeners = new LinkedHashMap<>();
  private final Map<Long, Alert> open = new LinkedHashMap<>();
  private final Deque<Alert> recent = new ArrayDeque<>();
  private long found;

  synchronized void listen(AlertListener listener) {
    listeners.put(listener, new ListenerThread(listener));
  }

  synchronized void forget(AlertListener listener) {
    final ListenerThread thread = listeners.remove(listener);
    if (thread != null) {
      thread.stop();
    }
  }

  synchronized void tell(Alert alert) {
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

  synchronized void close() {
    listeners.values().forEach(ListenerThread::stop);
    listeners.clear();
  }
}
