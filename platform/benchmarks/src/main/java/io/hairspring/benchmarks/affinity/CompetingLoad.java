package io.hairspring.benchmarks.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that compete with the lane for cores, caches and the virtual machine's attention. They
 * run and rest together. Main thread.
 */
final class CompetingLoad implements AutoCloseable {
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long END_MILLIS = 10_000;
  private static final int MOST_MEMORY_WALKS = 4;
  private static final int AGENTS = 2;

  private enum State {
    RESTING,
    RUNNING,
    ENDED
  }

  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, LongAdder> turns = new TreeMap<>();
  private volatile State state = State.RESTING;
  private volatile RuntimeException failure;

  /**
   * Starts the threads, which rest at first.
   *
   * @param cores of the machine: so many of them compute, and half as many walk through memory
   */
  static CompetingLoad on(int cores) {
    final List<Work> works = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      works.add(new Computing());
    }
    for (int i = 0; i < Math.max(1, Math.min(MOST_MEMORY_WALKS, cores / 2)); i++) {
      works.add(new MemoryWalk());
    }
    for (int i = 0; i < AGENTS; i++) {
      works.add(new AgentLike());
    }
    works.add(new Garbage());
    works.add(new Compiling());
    return new CompetingLoad(works);
  }

  CompetingLoad(List<Work> works) {
    for (final Work work : works) {
      final String kind = work.getClass().getSimpleName();
      final LongAdder done = turns.computeIfAbsent(kind, unused -> new LongAdder());
      final Thread thread = new Thread(() -> run(work, done), "hairspring-bench-load-" + kind);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void run(Work work, LongAdder done) {
    try {
      while (state != State.ENDED) {
        if (state == State.RUNNING) {
          work.turn();
          done.increment();
        } else {
          LockSupport.parkNanos(REST_NANOS);
        }
      }
    } catch (final RuntimeException e) {
      failure = e;
    }
  }

  /**
   * Has all of them run.
   *
   * @throws IllegalStateException when one of them has failed
   */
  void resume() {
    if (failure != null) {
      throw new IllegalStateException("bench affinity: a competing thread failed", failure);
    }
    state = State.RUNNING;
  }

  /** Has all of them rest, within some milliseconds. */
  void rest() {
    state = State.RESTING;
  }

  /** How many turns each kind of work has had so far. */
  Map<String, Long> turns() {
    final Map<String, Long> now = new TreeMap<>();
    turns.forEach((kind, done) -> now.put(kind, done.sum()));
    return now;
  }

  /** How many they are. */
  int threads() {
    return threads.size();
  }

  /** Ends all of them and waits for it. */
  @Override
  public void close() {
    state = State.ENDED;
    try {
      for (final Thread thread : threads) {
        thread.join(END_MILLIS);
        if (thread.isAlive()) {
          throw new IllegalStateException(
              "bench affinity: " + thread.getName() + " does not end after " + END_MILLIS + " ms");
        }
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
