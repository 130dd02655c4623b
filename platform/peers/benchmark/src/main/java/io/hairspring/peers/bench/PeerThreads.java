package io.hairspring.peers.bench;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads for everybody, placed alike: the one whose latency counts is pinned as a lane is, the
 * other is kept off its core as the platform's agents are. Any thread.
 */
public final class PeerThreads {
  private static final long END_SECONDS = 60;

  private final Optional<ThreadPlacement> placement;

  /** With the platform's placement, if there is one. */
  public PeerThreads(Optional<ThreadPlacement> placement) {
    this.placement = placement;
  }

  /** A thread that is pinned while it runs something. */
  public Thread pinned(Runnable work) {
    return daemon(
        () -> {
          pinCurrent();
          try {
            work.run();
          } finally {
            leaveCurrent();
          }
        },
        "peer-pinned");
  }

  /** A thread kept off the pinned one's core. */
  public Thread beside(Runnable work) {
    return daemon(
        () -> {
          leaveCurrent();
          work.run();
        },
        "peer-beside");
  }

  /** Pins the calling thread. */
  public void pinCurrent() {
    placement.ifPresent(place -> place.pinCurrentThread(ThreadPlacement.ANY));
  }

  /** Gives the calling thread's core back. */
  public void leaveCurrent() {
    placement.ifPresent(ThreadPlacement::confineCurrentThread);
  }

  /**
   * Runs something on a pinned thread and waits, without taking a core's time, for its end.
   *
   * @throws IllegalStateException when it fails or does not end within a minute
   */
  public void runPinned(Runnable work) {
    run(true, work);
  }

  /** Runs something beside the pinned thread and waits for its end, likewise. */
  public void runBeside(Runnable work) {
    run(false, work);
  }

  private void run(boolean pin, Runnable work) {
    final CompletableFuture<Boolean> over = new CompletableFuture<>();
    final Runnable watched =
        () -> {
          try {
            work.run();
            over.complete(true);
          } catch (final RuntimeException | Error e) {
            over.completeExceptionally(e);
          }
        };
    final Thread thread = pin ? pinned(watched) : beside(watched);
    thread.start();
    try {
      over.get(END_SECONDS, TimeUnit.SECONDS);
      thread.join();
    } catch (final ExecutionException e) {
      throw new IllegalStateException("bench peers: a block failed: " + e.getCause(), e.getCause());
    } catch (final TimeoutException e) {
      throw new IllegalStateException(
          "bench peers: a block has not ended after " + END_SECONDS + " s", e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench peers: interrupted", e);
    }
  }

  /** Waits for a thread that has been told to end. */
  public static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException("bench peers: " + thread.getName() + " does not end");
    }
  }

  private static Thread daemon(Runnable work, String name) {
    final Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
