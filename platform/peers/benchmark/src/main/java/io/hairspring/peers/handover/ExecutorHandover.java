package io.hairspring.peers.handover;

import io.hairspring.peers.bench.PeerThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An executor of the JDK with one thread; an event is a task given to it. */
final class ExecutorHandover extends Handover {
  private static final int WAITING = 65_536;
  private static final long END_SECONDS = 20;

  private final Function<PeerThreads, ExecutorService> kind;
  private ExecutorService executor;
  private Receiver receiver;

  private record Event(Receiver receiver, long due, long sequence) implements Runnable {
    @Override
    public void run() {
      receiver.accept(due, sequence);
    }
  }

  private static final class Worker extends ForkJoinWorkerThread {
    private final PeerThreads threads;

    Worker(ForkJoinPool pool, PeerThreads threads) {
      super(pool);
      this.threads = threads;
    }

    @Override
    protected void onStart() {
      threads.pinCurrent();
    }

    @Override
    protected void onTermination(Throwable failure) {
      threads.leaveCurrent();
    }
  }

  private ExecutorHandover(
      String name, PeerThreads threads, Function<PeerThreads, ExecutorService> kind) {
    super(name, threads);
    this.kind = kind;
  }

  /**
   * A {@link ThreadPoolExecutor} whose thread is there beforehand, with a queue that is an array.
   */
  static ExecutorHandover threadPool(PeerThreads threads) {
    return new ExecutorHandover(
        "thread-pool",
        threads,
        placed -> {
          final ThreadPoolExecutor pool =
              new ThreadPoolExecutor(
                  1,
                  1,
                  0,
                  TimeUnit.SECONDS,
                  new ArrayBlockingQueue<>(WAITING),
                  placed::pinned,
                  new ThreadPoolExecutor.AbortPolicy());
          pool.prestartAllCoreThreads();
          return pool;
        });
  }

  /** A {@link ForkJoinPool} in the mode for event-style tasks, first in, first out. */
  static ExecutorHandover forkJoin(PeerThreads threads) {
    return new ExecutorHandover(
        "fork-join",
        threads,
        placed -> new ForkJoinPool(1, pool -> new Worker(pool, placed), null, true));
  }

  @Override
  void start(Receiver next) {
    receiver = next;
    executor = kind.apply(threads());
  }

  @Override
  void send(long due, long number) {
    executor.execute(new Event(receiver, due, number));
  }

  @Override
  void stop() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("bench peers: " + name() + " does not end");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
