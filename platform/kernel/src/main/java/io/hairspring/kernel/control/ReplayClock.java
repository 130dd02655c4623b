package io.hairspring.kernel.control;

import io.hairspring.api.time.PlatformClock;

/** The recorded time: a cycle's first reading is its start, each after it its end. One thread. */
final class ReplayClock implements PlatformClock {
  private long next;
  private long end;

  /** What is read from now on. */
  void set(long startNanos, long endNanos) {
    next = startNanos;
    end = endNanos;
  }

  @Override
  public long nanoTime() {
    final long now = next;
    next = end;
    return now;
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime;
  }
}
