package io.hairspring.kernel.time;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** {@link System#nanoTime()}, tied to the Unix time when it is made, and anew when told to. */
@HotPath
public final class SystemClock implements PlatformClock {
  private volatile long epochOffset;

  /** Ties the two clocks by the narrowest of several brackets of a wall-clock reading. */
  public SystemClock() {
    long narrowest = Long.MAX_VALUE;
    long offset = 0;
    for (int i = 0; i < 100; i++) {
      final long before = System.nanoTime();
      final long epoch = utcNanos();
      final long after = System.nanoTime();
      if (after - before < narrowest) {
        narrowest = after - before;
        offset = epoch - (before + (after - before) / 2);
      }
    }
    epochOffset = offset;
  }

  /** The Unix time, in nanoseconds, as the operating system has it. */
  public static long utcNanos() {
    final Instant wall = Instant.now();
    return TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano();
  }

  /** Ties the two anew. Control thread. */
  public void tie(long utcAhead) {
    epochOffset = utcAhead;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime + epochOffset;
  }
}
