package io.hairspring.kernel.lane;

import io.hairspring.api.time.PlatformClock;

/** A clock that stands until a test moves it, or moves by the same amount with every reading. */
final class BenchClock implements PlatformClock {
  private long now;
  private long perReading;

  /** Stands at a time. */
  BenchClock(long start) {
    now = start;
  }

  /** From now on every reading is so much after the last. */
  void tick(long nanos) {
    perReading = nanos;
  }

  void pass(long nanos) {
    now += nanos;
  }

  void set(long nanos) {
    now = nanos;
  }

  long now() {
    return now;
  }

  @Override
  public long nanoTime() {
    now += perReading;
    return now;
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime;
  }
}
