package io.hairspring.peers.timers;

import io.hairspring.peers.bench.PeerThreads;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;

/**
 * Agrona's {@link DeadlineTimerWheel}, polled without a pause. A timer fires when the tick of its
 * deadline has passed; the tick is the shortest that polling keeps up with.
 */
final class WheelTimer extends Timer {
  private static final long TICK_NANOS = 256;
  private static final int TICKS_PER_WHEEL = 4_096;
  private static final int LIMIT = 16;

  WheelTimer(PeerThreads threads, long period, int ticks) {
    super("agrona-wheel", threads, period, ticks);
  }

  @Override
  void tick() {
    final long begin = System.nanoTime();
    final DeadlineTimerWheel wheel =
        new DeadlineTimerWheel(TimeUnit.NANOSECONDS, begin, TICK_NANOS, TICKS_PER_WHEEL);
    final long[] due = {begin + period()};
    wheel.scheduleTimer(due[0]);
    final DeadlineTimerWheel.TimerHandler handler =
        (unit, now, id) -> {
          ticked(due[0]);
          due[0] += period();
          wheel.scheduleTimer(due[0]);
          return true;
        };
    while (!done()) {
      wheel.poll(System.nanoTime(), handler, LIMIT);
    }
  }
}
