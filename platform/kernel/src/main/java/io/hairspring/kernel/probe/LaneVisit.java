package io.hairspring.kernel.probe;

import io.hairspring.kernel.ring.LineRing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The lane thread with work that leaves the session's rings alone. */
public final class LaneVisit implements LaneGuest {
  private final Runnable work;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();

  /** A visit for some work. */
  public LaneVisit(Runnable work) {
    this.work = work;
  }

  @Override
  public void visit(LineRing market, LineRing egress, LineRing records) {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
      over.complete(true);
    } catch (final RuntimeException | Error e) {
      over.completeExceptionally(e);
    }
  }

  /** Takes the work back, so that it is not run later; false when it was begun. */
  public boolean withdraw() {
    return taken.compareAndSet(false, true);
  }

  /** Whether the work has ended. */
  public boolean over() {
    return over.isDone();
  }

  /**
   * Waits, without taking a core's time, until the work has ended; what it threw is thrown here.
   *
   * @throws IllegalStateException when it does not end in time
   */
  public void await(long timeoutNanos) {
    try {
      over.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (final ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("work on the lane thread failed", e.getCause());
    } catch (final TimeoutException e) {
      throw new IllegalStateException(
          "work on the lane thread has not ended after "
              + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
              + " ms",
          e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for work on the lane thread", e);
    }
  }
}
