package io.hairspring.monitor;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells one listener. When that blocks, what does not fit into its queue is dropped and counted,
 * and the listener is named once.
 */
final class ListenerThread {
  private static final System.Logger LOG = System.getLogger(ListenerThread.class.getName());
  private static final int QUEUED = 256;

  private final AlertListener listener;
  private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(QUEUED);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;

  ListenerThread(AlertListener listener) {
    this.listener = listener;
    this.thread = new Thread(this::run, "hairspring-alerts");
    thread.setDaemon(true);
    thread.start();
  }

  void offer(Alert alert) {
    if (!queue.offer(alert) && dropped.getAndIncrement() == 0) {
      LOG.log(
          Level.WARNING,
          "alert listener "
              + listener.getClass().getName()
              + " does not return; what comes after "
              + QUEUED
              + " alerts is dropped for it, and only for it");
    }
  }

  long dropped() {
    return dropped.get();
  }

  void stop() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        listener.onAlert(queue.take());
      } catch (final InterruptedException e) {
        return;
      } catch (final RuntimeException | Error e) {
        LOG.log(
            Level.ERROR, "alert listener " + listener.getClass().getName() + " failed an alert", e);
      }
    }
  }
}
