package io.hairspring.kernel.agent;

import io.hairspring.api.time.PlatformClock;

/** A clock that stands until it is set. */
final class SetClock implements PlatformClock {
  long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime;
  }
}
