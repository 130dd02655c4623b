package io.hairspring.jmh;

import io.hairspring.kernel.timer.TimerQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A timer set and the next one fired, among others. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBench {
  private static final int OWNER = 1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final long MICROS_10 = 10_000;

  /** Timers that are set. */
  @Param({"16", "1000"})
  public int active;

  private TimerQueue timers;
  private long now;
  private long random;

  /** Sets them. */
  @Setup
  public void set() {
    timers = new TimerQueue(active + 1);
    for (int i = 0; i < active; i++) {
      setOne();
    }
  }

  private void setOne() {
    random += SPREAD;
    timers.once(OWNER, now + 1 + (random >>> 1) % (2L * active * MICROS_10), true, 0);
  }

  /** Sets one and fires one. */
  @Benchmark
  public boolean setAndFire() {
    setOne();
    now = timers.nextDue();
    return timers.expire(now);
  }
}
