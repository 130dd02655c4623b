package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.Enforcer;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks after placed threads, now and then, on a thread of its own that is confined itself. */
final class PlacementGuard implements Closeable {
  private static final System.Logger LOG = System.getLogger(PlacementGuard.class.getName());

  private final Enforcer enforcer;
  private final int everyMillis;
  private final CountDownLatch closed = new CountDownLatch(1);
  private String lastFailure = "";

  PlacementGuard(Enforcer enforcer, int everyMillis) {
    this.enforcer = enforcer;
    this.everyMillis = everyMillis;
    Thread thread = new Thread(this::run, "hairspring-placement");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(everyMillis, TimeUnit.MILLISECONDS)) {
        check();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.WARNING, "interrupted: threads are not looked after any more");
      Thread.currentThread().interrupt();
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

  @Override
  public void close() {
    closed.countDown();
  }
}
