package io.hairspring.kernel.control;

import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.graph.CompileRequests;
import io.hairspring.kernel.lane.LaneLoop;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The thread of a lane: pinned, then spinning until the lane is stopped. */
final class LaneThread {
  private static final System.Logger LOG = System.getLogger(LaneThread.class.getName());
  private static final int NOT_PINNED = -1;

  private final LaneLoop lane;
  private final Thread thread;
  private final CompletableFuture<Integer> pinned = new CompletableFuture<>();
  private int core = NOT_PINNED;

  LaneThread(LaneLoop lane, int core, ThreadPlacement placement) {
    CompileRequests.prepare(lane);
    this.lane = lane;
    this.thread = new Thread(() -> run(core, placement), name(lane.number()));
    thread.setDaemon(true);
  }

  /** The name of the thread of a lane. */
  static String name(int lane) {
    return "hairspring-lane-" + lane;
  }

  /** Starts it, and returns when it is pinned. */
  void start() {
    thread.start();
    try {
      core = pinned.join();
    } catch (final CompletionException e) {
      throw new IllegalArgumentException(
          "lane " + lane.number() + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  int core() {
    return core;
  }

  /** Bytes it has allocated since it started, or -1 when the JVM does not tell. */
  long allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getThreadAllocatedBytes(thread.getId())
        : -1;
  }

  /** Whether it does not run any more; also before it is started. */
  boolean ended() {
    return !thread.isAlive();
  }

  /** Stops the lane at a cycle boundary; says so when a task does not let it. */
  void stop() throws InterruptedException {
    lane.stop();
    thread.join(2_000);
    if (thread.isAlive()) {
      LOG.log(
          Level.ERROR,
          "lane {0} does not come to a cycle boundary: a task does not return",
          lane.number());
    }
  }

  private void run(int wanted, ThreadPlacement placement) {
    try {
      pinned.complete(pin(wanted, placement));
    } catch (final RuntimeException | Error e) {
      pinned.completeExceptionally(e);
      return;
    }
    try {
      lane.run();
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.ERROR, "lane " + lane.number() + " has ended", e);
    }
  }

  private static int pin(int wanted, ThreadPlacement placement) {
    if (wanted == KernelSettings.UNPINNED) {
      return NOT_PINNED;
    }
    if (placement == null) {
      LOG.log(Level.WARNING, "no thread placement service: the lane is not pinned");
      return NOT_PINNED;
    }
    return placement.pinCurrentThread(wanted);
  }
}
