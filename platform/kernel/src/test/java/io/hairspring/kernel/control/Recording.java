package io.hairspring.kernel.control;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.OutcomeFlagsDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory. */
final class Recording implements ExecutionLogger {
  final List<UnsafeBuffer> lines = new ArrayList<>();

  @Override
  public boolean append(DirectBuffer buffer, int offset, int length) {
    for (int at = offset; at < offset + length; at += 64) {
      final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
      line.putBytes(0, buffer, at, 64);
      lines.add(line);
    }
    return true;
  }

  @Override
  public String location() {
    return "memory";
  }

  static int template(UnsafeBuffer line) {
    return new MessageHeaderDecoder().wrap(line, 0).templateId();
  }

  /** How many records say something of their cycle. */
  long records(Predicate<OutcomeFlagsDecoder> said) {
    final CycleRecordDecoder record = new CycleRecordDecoder();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    return lines.stream()
        .filter(line -> template(line) == CycleRecordDecoder.TEMPLATE_ID)
        .filter(line -> said.test(record.wrapAndApplyHeader(line, 0, header).outcome()))
        .count();
  }

  /** What is said beside the cycles, as one text. */
  String text() {
    final StringBuilder all = new StringBuilder();
    final ControlTextDecoder text = new ControlTextDecoder();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    final byte[] piece = new byte[ControlTextDecoder.textLength()];
    lines.stream()
        .filter(line -> template(line) == ControlTextDecoder.TEMPLATE_ID)
        .forEach(
            line -> {
              text.wrapAndApplyHeader(line, 0, header).getText(piece, 0, piece.length);
              all.append(new String(piece, StandardCharsets.UTF_8));
            });
    return all.toString();
  }

  /** The lines that are wanted, to be read again. */
  RecordedLines reader(Predicate<UnsafeBuffer> wanted) {
    final List<UnsafeBuffer> kept = lines.stream().filter(wanted).toList();
    return new RecordedLines() {
      private int index = -1;

      @Override
      public boolean next() {
        return ++index < kept.size();
      }

      @Override
      public DirectBuffer buffer() {
        return kept.get(index);
      }

      @Override
      public int offset() {
        return 0;
      }
    };
  }

  RecordedLines reader() {
    return reader(any -> true);
  }

  /**
   * What is out of order: each record of a cycle has to follow its trigger and as many orders of
   * its own as it says; empty when nothing is.
   */
  List<String> outOfOrder() {
    final List<String> wrong = new ArrayList<>();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    final CycleRecordDecoder record = new CycleRecordDecoder();
    final OrderCommandDecoder order = new OrderCommandDecoder();
    final List<Integer> ordersOf = new ArrayList<>();
    int input = 0;
    for (final UnsafeBuffer line : lines) {
      switch (template(line)) {
        case MarketEventDecoder.TEMPLATE_ID,
            ExecutionReportDecoder.TEMPLATE_ID,
            TimerFiredDecoder.TEMPLATE_ID ->
            input = template(line);
        case OrderCommandDecoder.TEMPLATE_ID ->
            ordersOf.add(order.wrapAndApplyHeader(line, 0, header).cycle());
        case CycleRecordDecoder.TEMPLATE_ID -> {
          record.wrapAndApplyHeader(line, 0, header);
          final int cycle = (int) record.cycle() & 0xffff;
          final boolean trigger = record.outcome().slack() ? input == 0 : input == record.trigger();
          if (!trigger
              || ordersOf.size() != record.orders()
              || ordersOf.stream().anyMatch(of -> of != cycle)) {
            wrong.add(
                "cycle " + record.cycle() + " after input " + input + " and orders of " + ordersOf);
          }
          input = 0;
          ordersOf.clear();
        }
        default -> {
          // Stands between the cycles.
        }
      }
    }
    return wrong;
  }
}
