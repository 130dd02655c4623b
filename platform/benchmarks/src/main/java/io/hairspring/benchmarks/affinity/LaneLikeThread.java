package io.hairspring.benchmarks.affinity;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The thread that runs the cycles, on behalf of the main thread, which waits. */
final class LaneLikeThread implements AutoCloseable {
  private static final long LONGEST_MINUTES = 2;
  private static final long END_SECONDS = 10;

  private final ExecutorService thread = Executors.newSingleThreadExecutor(LaneLikeThread::thread);

  private static Thread thread(Runnable work) {
    final Thread thread = new Thread(work, "hairspring-bench-lane");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs something there and waits for it; what it throws is thrown here. */
  void run(Runnable work) {
    try {
      thread.submit(work).get(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (final ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("bench affinity: the cycles failed", e.getCause());
    } catch (final TimeoutException e) {
      throw new IllegalStateException(
          "bench affinity: a block has not ended after " + LONGEST_MINUTES + " minutes", e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench affinity: interrupted", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("bench affinity: the thread of the cycles does not end");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
