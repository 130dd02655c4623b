package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.order.GatewayException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread that changes plans and sessions. Others hand it their wishes and wait. */
final class ControlThread {
  private static final System.Logger LOG = System.getLogger(ControlThread.class.getName());

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            final Thread thread = new Thread(work, "hairspring-control");
            thread.setDaemon(true);
            return thread;
          });

  private final List<Future<?>> repeated = new ArrayList<>();

  /**
   * Runs something and waits for it; what it throws is thrown here. After the end it is null: what
   * still leaves then has nothing to be taken out of.
   */
  <T> T call(Callable<T> work) {
    return call(work, null);
  }

  /** Runs something and waits for it; after the end it is not run, and the answer given. */
  <T> T call(Callable<T> work, T afterTheEnd) {
    try {
      return executor.submit(work).get();
    } catch (final RejectedExecutionException e) {
      return afterTheEnd;
    } catch (final ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the control thread", e);
    }
  }

  /** Runs something and waits for it. */
  void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs something again and again; what it throws is told. */
  void every(long millis, Runnable work) {
    repeated.add(
        executor.scheduleWithFixedDelay(
            () -> guarded(work), millis, millis, TimeUnit.MILLISECONDS));
  }

  /** Runs something once, after a while; what it throws is told. Control thread. */
  void later(long millis, Runnable work) {
    if (!executor.isShutdown()) {
      final Future<?> unused =
          executor.schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
    }
  }

  /** What is repeated must not throw: it would not be repeated again. */
  static void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (final IllegalArgumentException | FeedException | GatewayException e) {
      LOG.log(Level.ERROR, e.getMessage());
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.ERROR, "control thread: a turn failed", e);
    }
  }

  void stop() {
    repeated.forEach(work -> work.cancel(false));
    executor.shutdown();
  }
}
