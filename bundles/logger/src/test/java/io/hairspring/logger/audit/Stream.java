package io.hairspring.logger.audit;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.schema.ClockReadingEncoder;
import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.ControlTextEncoder;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.GapEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Lines as a lane's journal has them, made by the encoders, in lane order. */
public final class Stream {
  /** When it begins, platform clock. */
  public static final long START = 5_000_000_000L;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
  private final Consumer<UnsafeBuffer> lines;
  private long sequence;
  private long cycle;
  private long orders;

  /** Hands lines on, one at a time. */
  public Stream(Consumer<UnsafeBuffer> lines) {
    this.lines = lines;
  }

  private void emit() {
    lines.accept(line);
    line.setMemory(0, 64, (byte) 0);
  }

  /** The clock, and the plan with its tasks. */
  public Stream begin() {
    new ClockReadingEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .sequence(1)
        .nanos(START)
        .utcNanos(1_767_225_600_000_000_000L);
    emit();
    return control(ControlKind.PLAN, "started; book#1=100 quoting#2/1=250", START);
  }

  /** Something beside the cycles. */
  public Stream control(ControlKind kind, String text, long nanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int pieces = (bytes.length + 47) / 48;
    new ControlEventEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .sequence(1)
        .nanos(nanos)
        .kind((short) kind.ordinal())
        .textLength(bytes.length)
        .textLines((short) pieces);
    emit();
    for (int piece = 0; piece < pieces; piece++) {
      new ControlTextEncoder().wrapAndApplyHeader(line, 0, header).sequence(1);
      line.putBytes(16, bytes, piece * 48, Math.min(48, bytes.length - piece * 48));
      emit();
    }
    return this;
  }

  /** A market event, the order it led to if any, and the cycle's record. */
  public Stream market(long due, long took, boolean order, boolean late) {
    sequence++;
    cycle++;
    new MarketEventEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .sequence(sequence)
        .exchangeNanos(due)
        .receiveNanos(due)
        .price(4_810_250_000_000L)
        .quantity(3)
        .side((short) 1);
    emit();
    if (order) {
      orders++;
      new OrderCommandEncoder()
          .wrapAndApplyHeader(line, 0, header)
          .clientOrderId(1L << 48 | orders)
          .causeSequence(sequence)
          .causeNanos(due)
          .decisionNanos(due + 50)
          .price(4_810_000_000_000L)
          .quantity(1)
          .side((short) 2)
          .strategy(1);
      emit();
    }
    CycleRecordEncoder record = new CycleRecordEncoder();
    record
        .wrapAndApplyHeader(line, 0, header)
        .cycle(cycle)
        .triggerSequence(sequence)
        .dueNanos(due)
        .startNanos(due + 50)
        .endNanos(due + 50 + took)
        .orderOutNanos(order ? (int) took / 2 : 0)
        .trigger((short) MarketEventEncoder.TEMPLATE_ID)
        .orders(order ? 1 : 0)
        .steps(2);
    record.outcome().clear().orderSent(order).deadlineMissed(late);
    emit();
    return this;
  }

  /** The times of the last cycle's two tasks. */
  public Stream times(long book, long quoting) {
    new TaskTimesEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .cycle(cycle)
        .time1(1L << 48 | book)
        .time2(2L << 48 | quoting);
    emit();
    return this;
  }

  /** A fill of the last order. */
  public Stream fill(long nanos) {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .clientOrderId(1L << 48 | orders)
        .receiveNanos(nanos)
        .price(4_810_000_000_000L)
        .quantity(1)
        .kind((short) 2)
        .side((short) 2);
    emit();
    return this;
  }

  /** Lines are missing; the feed went on. */
  public Stream gap(long records) {
    new GapEncoder().wrapAndApplyHeader(line, 0, header).records(records).nanos(START);
    emit();
    sequence += records;
    cycle += records;
    return this;
  }
}
