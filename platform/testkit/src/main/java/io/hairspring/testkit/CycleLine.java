package io.hairspring.testkit;

import io.hairspring.api.task.TriggerKind;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * An execution record, decoded: one of a cycle's critical steps, or one of its deferred steps.
 *
 * @param cycle number of the cycle, from 1
 * @param trigger what started it
 * @param sequence of the market event that started it, or of the last one before it
 * @param dueNanos when the trigger was due, in virtual time
 * @param startNanos when its critical steps, or its deferred ones, were begun
 * @param endNanos when they were done
 * @param orderOutNanos from the start to its last order; 0 when there is none, or no time went by
 * @param epoch of the plan
 * @param orders commands sent
 * @param steps tasks run
 * @param outcome what became of it
 */
public record CycleLine(
    long cycle,
    TriggerKind trigger,
    long sequence,
    long dueNanos,
    long startNanos,
    long endNanos,
    long orderOutNanos,
    int epoch,
    int orders,
    int steps,
    Set<Outcome> outcome) {

  /** From when the trigger was due to its last order; meaningful when it sent one. */
  public long eventToOrderNanos() {
    return startNanos + orderOutNanos - dueNanos;
  }

  /** Whether the record is of the cycle's deferred steps. */
  public boolean slack() {
    return outcome.contains(Outcome.SLACK);
  }

  static CycleLine of(DirectBuffer line) {
    final CycleRecordDecoder record = new CycleRecordDecoder();
    record.wrapAndApplyHeader(line, 0, new MessageHeaderDecoder());
    return new CycleLine(
        record.cycle(),
        trigger(record.trigger()),
        record.triggerSequence(),
        record.dueNanos(),
        record.startNanos(),
        record.endNanos(),
        record.orderOutNanos(),
        record.epoch(),
        record.orders(),
        record.steps(),
        Outcome.of(record.outcome()));
  }

  private static TriggerKind trigger(int templateId) {
    return switch (templateId) {
      case MarketEventDecoder.TEMPLATE_ID -> TriggerKind.MARKET_EVENT;
      case ExecutionReportDecoder.TEMPLATE_ID -> TriggerKind.EXECUTION_REPORT;
      default -> TriggerKind.TIMER;
    };
  }
}
