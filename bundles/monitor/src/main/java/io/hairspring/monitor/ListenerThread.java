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
  private static final long STOP_MILLIS = 1_000;

  private final AlertListener listener;
  private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(QUEUED);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

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

  /**
   * Tells it nothing any more, and waits for the thread, one second at most: that should not
   * outlive the bundle of its listener. Any thread, the listener's own too.
   */
  void stop() {
    stopped = true;
    thread.interrupt();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(STOP_MILLIS);
      if (thread.isAlive()) {
        LOG.log(
            Level.WARNING,
            "alert listener "
                + listener.getClass().getName()
                + " does not return; it is left alone");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    // A listener may have taken the interrupt for its own.
    while (!stopped) {
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
