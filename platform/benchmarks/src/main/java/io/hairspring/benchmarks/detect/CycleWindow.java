package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * The times of cycles and of orders, window by window. The observer's thread takes them, the main
 * thread begins and ends windows, and reads one that it has ended.
 */
final class CycleWindow implements ExecutionMonitor {
  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(10);
  private static final double PART = 75;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private final Histogram cycles = new Histogram(HIGHEST, 3);
  private final Histogram ticksToOrders = new Histogram(HIGHEST, 3);

  // Odd while a window is taken; the observer's thread follows, and so hands the times over.
  private volatile int wanted;
  private volatile int followed;

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    final int now = wanted;
    if (now != followed) {
      if (taking(now)) {
        cycles.reset();
        ticksToOrders.reset();
      }
      followed = now;
    }
    header.wrap(buffer, offset);
    if (taking(now) && header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      line.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
      take();
    }
  }

  private void take() {
    record(cycles, line.endNanos() - line.startNanos());
    if (line.trigger() == MarketEventDecoder.TEMPLATE_ID && line.outcome().orderSent()) {
      record(ticksToOrders, line.startNanos() + line.orderOutNanos() - line.dueNanos());
    }
  }

  private static void record(Histogram times, long nanos) {
    times.recordValue(Math.min(Math.max(0, nanos), HIGHEST));
  }

  private static boolean taking(int phase) {
    return phase % 2 != 0;
  }

  /** Begins a window. */
  void begin() {
    next();
  }

  /** Ends it. */
  void end() {
    next();
  }

  private void next() {
    final int next = wanted + 1;
    wanted = next;
    final long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (followed != next) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no cycle was recorded within 10 s");
      }
      FaultSession.pause(STEP_NANOS);
    }
  }

  /** Mean of the lower three quarters: what the host stops is nobody's cost. */
  double meanCycle() {
    final long highest = cycles.getValueAtPercentile(PART);
    double sum = 0;
    long count = 0;
    for (final var value : cycles.recordedValues()) {
      if (value.getValueIteratedTo() <= highest) {
        sum += (double) value.getValueIteratedTo() * value.getCountAddedInThisIterationStep();
        count += value.getCountAddedInThisIterationStep();
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Orders of the window. */
  long orders() {
    return ticksToOrders.getTotalCount();
  }

  /** A percentile of the time from an event's being due to its order's being out. */
  long tickToOrder(double percentile) {
    return ticksToOrders.getValueAtPercentile(percentile);
  }
}
