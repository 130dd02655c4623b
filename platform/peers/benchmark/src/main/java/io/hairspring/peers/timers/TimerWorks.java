package io.hairspring.peers.timers;

import io.hairspring.api.control.Platform;
import io.hairspring.peers.bench.PeerThreads;
import io.hairspring.peers.bench.Work;
import java.util.List;
import org.osgi.framework.BundleContext;

/** Who has timers. */
public final class TimerWorks {
  private static final int TICKS_100_MICROS = 1_500;
  private static final int TICKS_1_MILLI = 200;

  private TimerWorks() {}

  /**
   * A timer of 100 us and one of 1 ms, by everybody.
   *
   * @param part of a block's ticks that are waited for
   */
  public static List<Work> works(
      BundleContext bundle, Platform platform, PeerThreads threads, double part) {
    return List.of(
        work("timer-100us", bundle, platform, threads, 100_000, (int) (part * TICKS_100_MICROS)),
        work("timer-1ms", bundle, platform, threads, 1_000_000, (int) (part * TICKS_1_MILLI)));
  }

  private static Work work(
      String name,
      BundleContext bundle,
      Platform platform,
      PeerThreads threads,
      long period,
      int ticks) {
    return new Work(
        name,
        List.of(
            LaneTimer.handled(bundle, platform, period, ticks),
            LaneTimer.fired(bundle, platform, period, ticks),
            new BareTimer(threads, period, ticks),
            new WheelTimer(threads, period, ticks),
            new PoolTimer(threads, period, ticks)));
  }
}
