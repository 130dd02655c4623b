package io.hairspring.kernel.lane;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TriggerKind;
import org.agrona.DirectBuffer;

/** The cycle under way on a lane; one object for all cycles. */
@HotPath
final class LaneCycle implements Cycle {
  private final MarketEventView event = new MarketEventView();
  private final ExecutionReportView report = new ExecutionReportView();
  private TriggerKind trigger = TriggerKind.MARKET_EVENT;
  private long number;
  private long timeNanos;
  private long dueNanos;
  private long sequence;

  void beginMarketEvent(long startNanos, DirectBuffer buffer, int offset) {
    event.wrap(buffer, offset);
    begin(TriggerKind.MARKET_EVENT, startNanos, event.receiveNanos());
    sequence = event.sequence();
  }

  void beginReport(long startNanos, DirectBuffer buffer, int offset) {
    report.wrap(buffer, offset);
    begin(TriggerKind.EXECUTION_REPORT, startNanos, report.receiveNanos());
  }

  private void begin(TriggerKind kind, long startNanos, long due) {
    trigger = kind;
    number++;
    timeNanos = startNanos;
    dueNanos = due;
  }

  /** Sequence of the market event that triggered this cycle, or of the last one before it. */
  long sequence() {
    return sequence;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timeNanos() {
    return timeNanos;
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public TriggerKind trigger() {
    return trigger;
  }

  @Override
  public MarketEvent event() {
    return event;
  }

  @Override
  public ExecutionReport report() {
    return report;
  }
}
