package io.hairspring.peers.timers;

import io.hairspring.peers.bench.PeerThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's {@link ScheduledThreadPoolExecutor} with one pinned thread, at a fixed rate. */
final class PoolTimer extends Timer {
  private static final long END_SECONDS = 50;

  PoolTimer(PeerThreads threads, long period, int ticks) {
    super("scheduled-pool", threads, period, ticks);
  }

  @Override
  void tick() {
    // The pool's thread is the pinned one here.
    threads().leaveCurrent();
    final CountDownLatch over = new CountDownLatch(1);
    final ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(1, work -> threads().pinned(work));
    try {
      pool.prestartAllCoreThreads();
      final long[] due = {System.nanoTime() + period()};
      final Future<?> ticking =
          pool.scheduleAtFixedRate(
              () -> {
                if (done()) {
                  over.countDown();
                } else {
                  ticked(due[0]);
                  due[0] += period();
                }
              },
              period(),
              period(),
              TimeUnit.NANOSECONDS);
      if (!over.await(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("bench peers: the scheduled pool does not tick");
      }
      ticking.cancel(false);
      pool.shutdownNow();
      if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("bench peers: the scheduled pool does not end");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }
}
