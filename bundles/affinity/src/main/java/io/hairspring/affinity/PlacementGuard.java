package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.Enforcer;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A thread that looks after placed threads now and then, and that plans and places for those that
 * ask: a lane's own thread then allocates nothing and loads no class for it. It is confined itself.
 */
final class PlacementGuard implements Closeable {
  private static final System.Logger LOG = System.getLogger(PlacementGuard.class.getName());
  private static final int STOP_MILLIS = 1_000;

  private final Enforcer enforcer;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, PlacementGuard::thread);
  private ScheduledFuture<?> checks;
  private String lastFailure = "";

  PlacementGuard(Enforcer enforcer, int everyMillis) {
    this.enforcer = enforcer;
    every(everyMillis);
  }

  /** Looks so often from now on. */
  synchronized void every(int millis) {
    if (checks != null) {
      checks.cancel(false);
    }
    checks = thread.scheduleWithFixedDelay(this::check, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something on this thread and waits for it; what it throws is thrown here. */
  <T> T ask(Supplier<T> work) {
    try {
      return thread.submit(work::get).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("placement failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while being placed", e);
    }
  }

  private void check() {
    try {
      enforcer.check();
      lastFailure = "";
    } catch (RuntimeException e) {
      String failure = String.valueOf(e.getMessage());
      // The same failure every second would say nothing more.
      if (!failure.equals(lastFailure)) {
        LOG.log(Level.WARNING, "threads could not be kept in their places", e);
      }
      lastFailure = failure;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hairspring-placement");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() {
    checks.cancel(false);
    thread.shutdown();
    try {
      // It must not outlive the bundle its classes come from.
      if (!thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "a check of where threads run did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
