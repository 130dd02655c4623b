package io.hairspring.kernel.time;

import io.hairspring.api.time.PlatformClock;

/**
 * A clock that stands still until it is told to go on. One thread.
 *
 * <p>It starts at one second, so that nothing takes an early time for none at all.
 */
public final class VirtualClock implements PlatformClock {
  /** The time at which it starts. */
  public static final long START_NANOS = 1_000_000_000L;

  private long now = START_NANOS;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime;
  }

  /** Goes on by so many nanoseconds: what the work of a task would take, say. */
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("a clock cannot go back, by " + nanos + " ns");
    }
    now += nanos;
  }

  /** Goes on to a time, unless it is past it. */
  public void advanceTo(long nanos) {
    now = Math.max(now, nanos);
  }
}
