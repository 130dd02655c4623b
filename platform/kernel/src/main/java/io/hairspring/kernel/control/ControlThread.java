package io.hairspring.kernel.control;

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

  /** Runs something again and again; it must not throw. */
  void every(long millis, Runnable work) {
    repeated.add(executor.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS));
  }

  /** Runs something once, after a while; it must not throw. Control thread. */
  void later(long millis, Runnable work) {
    if (!executor.isShutdown()) {
      final Future<?> unused = executor.schedule(work, millis, TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    repeated.forEach(work -> work.cancel(false));
    executor.shutdown();
  }
}
