package io.hairspring.benchmarks.bench;

import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.kernel.probe.KernelProbe;
import java.util.concurrent.TimeUnit;

/**
 * A session of the platform in which nothing happens: its lane thread, pinned as configured, is
 * there for measurements. Main thread.
 */
public final class QuietSession implements AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long VISIT_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Platform platform;
  private final KernelProbe probe;

  /** Opens the session. */
  public QuietSession(Platform platform, KernelProbe probe) {
    this.platform = platform;
    this.probe = probe;
    platform.open("synthetic:calm?seed=1", Pace.fixedRate(1_000), "simulated:");
    platform.pause(true);
    platform.awaitIdle(IDLE_NANOS);
  }

  /** Runs something on the lane's thread, and waits for it. */
  public void onLane(Runnable work) {
    probe.onLane(work, VISIT_NANOS);
  }

  @Override
  public void close() {
    platform.close();
  }
}
