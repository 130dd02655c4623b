package io.hairspring.kernel.swap;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.LaneGlimpse;
import org.agrona.DirectBuffer;

/** The place of a monitor. */
public final class MonitorSeat extends ObserverSeat<ExecutionMonitor> implements ExecutionMonitor {

  /** Somebody's. */
  public MonitorSeat(ExecutionMonitor first) {
    super(first);
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    try {
      current().onRecord(buffer, offset);
    } catch (final RuntimeException | Error e) {
      final ExecutionMonitor back = afterFailure(e);
      if (back == null) {
        throw e;
      }
      back.onRecord(buffer, offset);
    }
  }

  @Override
  public void onTurn(long nowNanos, LaneGlimpse lane) {
    try {
      current().onTurn(nowNanos, lane);
    } catch (final RuntimeException | Error e) {
      final ExecutionMonitor back = afterFailure(e);
      if (back == null) {
        throw e;
      }
      back.onTurn(nowNanos, lane);
    }
  }
}
