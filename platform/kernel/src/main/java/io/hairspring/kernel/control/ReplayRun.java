package io.hairspring.kernel.control;

import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.kernel.replay.Difference;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.GapDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One replay: takes a journal line by line, runs its cycles again and compares. One thread. */
final class ReplayRun {
  private static final int SHOWN = 100;
  private static final int REMEMBERED = 8;

  private final Registry registry;
  private final RecordedLines lines;
  private final int most;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private final CycleRecordDecoder own = new CycleRecordDecoder();
  private final OrderCommandDecoder command = new OrderCommandDecoder();
  private final RecordedNotes notes = new RecordedNotes();
  private final UnsafeBuffer input = new UnsafeBuffer(new byte[LineRing.LINE]);
  private UnsafeBuffer orders = new UnsafeBuffer(new byte[64 * LineRing.LINE]);
  private int orderCount;
  private int newOrders;
  private int inputTemplate;

  // The inputs before a difference, as a ring.
  private final UnsafeBuffer last = new UnsafeBuffer(new byte[REMEMBERED * LineRing.LINE]);
  private long inputs;

  private RecordedSetup setup = new RecordedSetup();
  private ReplaySession session;
  private int sessions;
  private long cycles;
  private long ordersSeen;
  private long firstNanos;
  private long lastNanos;
  private long recordedNanos;
  private long found;
  private final List<Difference> shown = new ArrayList<>();
  private String end = "";

  ReplayRun(Registry registry, RecordedLines lines, int most) {
    this.registry = registry;
    this.lines = lines;
    this.most = most;
  }

  /** Runs it to the end, or to as many differences as are wanted. */
  ReplayResult run() {
    try {
      while (end.isEmpty() && found < most && lines.next()) {
        take(lines.buffer(), lines.offset());
      }
    } catch (final IllegalStateException | IllegalArgumentException e) {
      end = e.getMessage();
    }
    endSession();
    return new ReplayResult(
        sessions, inputs, cycles, ordersSeen, found, List.copyOf(shown), recordedNanos, end);
  }

  private void take(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    final int template = header.templateId();
    switch (template) {
      case MarketEventDecoder.TEMPLATE_ID,
          ExecutionReportDecoder.TEMPLATE_ID,
          TimerFiredDecoder.TEMPLATE_ID ->
          input(template, buffer, offset);
      case OrderCommandDecoder.TEMPLATE_ID -> order(buffer, offset);
      case CycleRecordDecoder.TEMPLATE_ID -> cycle(buffer, offset);
      case ControlEventDecoder.TEMPLATE_ID -> {
        if (notes.event(buffer, offset)) {
          noted();
        }
      }
      case ControlTextDecoder.TEMPLATE_ID -> {
        if (notes.text(buffer, offset)) {
          noted();
        }
      }
      case GapDecoder.TEMPLATE_ID -> gap(buffer, offset);
      default -> {
        // Times and clock readings are measured, not decided.
      }
    }
  }

  private void input(int template, DirectBuffer buffer, int offset) {
    inputTemplate = template;
    input.putBytes(0, buffer, offset, LineRing.LINE);
    last.putBytes((int) (inputs % REMEMBERED) * LineRing.LINE, buffer, offset, LineRing.LINE);
    inputs++;
  }

  private void order(DirectBuffer buffer, int offset) {
    final int at = orderCount * LineRing.LINE;
    if (at == orders.capacity()) {
      final UnsafeBuffer more = new UnsafeBuffer(new byte[2 * at]);
      more.putBytes(0, orders, 0, at);
      orders = more;
    }
    orders.putBytes(at, buffer, offset, LineRing.LINE);
    orderCount++;
    ordersSeen++;
    command.wrapAndApplyHeader(buffer, offset, header);
    if (command.kind() != OrderCommandKind.CANCEL.ordinal()) {
      newOrders++;
    }
  }

  private void gap(DirectBuffer buffer, int offset) {
    final GapDecoder line = new GapDecoder();
    line.wrapAndApplyHeader(buffer, offset, header);
    end =
        "the journal has a gap after cycle "
            + (session == null ? 0 : record.cycle())
            + " ("
            + line.records()
            + " records and "
            + line.inputs()
            + " inputs and orders are missing): nothing after it can be replayed";
  }

  private void noted() {
    final String text = notes.whole();
    switch (notes.kind()) {
      case SESSION -> {
        endSession();
        if (notes.code() == 1) {
          setup = new RecordedSetup();
        }
      }
      case CONFIGURATION -> setup.configured(text);
      case PLAN -> planned(text);
      default -> {
        // What else happened shows in the cycles.
      }
    }
  }

  private void planned(String text) {
    if (text.startsWith(SessionNotes.WITHDRAWN)) {
      withdrawn(Integer.parseInt(text.substring(SessionNotes.WITHDRAWN.length())));
      return;
    }
    // A text that goes on in the next event does not have all its tasks yet.
    final long tasks = text.chars().filter(c -> c == '~').count();
    if (tasks < notes.value()) {
      return;
    }
    if (!setup.complete()) {
      throw new IllegalStateException(
          "plan "
              + notes.epoch()
              + " is in no session: the journal must start with the session it records");
    }
    if (session == null) {
      session = new ReplaySession(registry, setup.settings(), setup.instruments());
      sessions++;
    }
    session.plan(RecordedPlan.of(notes.epoch(), notes.value(), text));
  }

  private void withdrawn(int epoch) {
    if (session != null) {
      session.withdraw(epoch);
    }
  }

  private void endSession() {
    recordedNanos += lastNanos - firstNanos;
    firstNanos = 0;
    lastNanos = 0;
    orderCount = 0;
    newOrders = 0;
    inputTemplate = 0;
    session = null;
  }

  private void cycle(DirectBuffer buffer, int offset) {
    record.wrapAndApplyHeader(buffer, offset, header);
    if (session == null) {
      throw new IllegalStateException(
          "cycle "
              + record.cycle()
              + " is in no session: the journal must start with the session it records");
    }
    firstNanos = firstNanos == 0 ? record.startNanos() : firstNanos;
    lastNanos = record.endNanos();
    cycles++;
    if (!record.outcome().slack() && record.trigger() != inputTemplate) {
      end = "cycle " + record.cycle() + " has no trigger in the journal";
      return;
    }
    final long before = found;
    if (session.run(record, input, newOrders)) {
      compare(buffer, offset);
    } else {
      differ("no cycle", LineWords.of(buffer, offset), "nothing was run");
    }
    if (found == before) {
      session.endCycle();
    } else {
      session.dropCycle();
    }
    orderCount = 0;
    newOrders = 0;
    inputTemplate = 0;
  }

  private void compare(DirectBuffer buffer, int offset) {
    if (inputTemplate == TimerFiredDecoder.TEMPLATE_ID && !same(input, 0, session.fired(), 0)) {
      differ("timer", LineWords.of(input, 0), LineWords.of(session.fired(), 0));
      return;
    }
    final LineRing records = session.records();
    own.wrapAndApplyHeader(records.buffer(), records.peek(), header);
    final OwnOrders sent = session.orders();
    sent.of(own.cycle(), own.orders());
    for (int i = 0; i < Math.max(orderCount, sent.count()); i++) {
      final boolean there = i < sent.count();
      if (!there
          || i >= orderCount
          || !same(orders, i * LineRing.LINE, sent.buffer(), OwnOrders.offset(i))) {
        differ(
            "order " + (i + 1),
            i < orderCount ? LineWords.of(orders, i * LineRing.LINE) : "none",
            there ? LineWords.of(sent.buffer(), OwnOrders.offset(i)) : "none");
        return;
      }
    }
    if (!sameOutcome()) {
      differ(
          "outcome", LineWords.of(buffer, offset), LineWords.of(records.buffer(), records.peek()));
    }
  }

  /** All but what clock readings within the cycle say, and what was asked for from outside. */
  private boolean sameOutcome() {
    return record.cycle() == own.cycle()
        && record.triggerSequence() == own.triggerSequence()
        && record.dueNanos() == own.dueNanos()
        && (record.startNanos() == own.startNanos() || record.outcome().slack())
        && record.epoch() == own.epoch()
        && record.trigger() == own.trigger()
        && record.orders() == own.orders()
        && record.steps() == own.steps()
        && decided(record) == decided(own);
  }

  private static int decided(CycleRecordDecoder line) {
    final int bits = line.outcome().getRaw();
    return bits & ~LineWords.NOT_DECIDED;
  }

  private static boolean same(DirectBuffer a, int aOffset, DirectBuffer b, int bOffset) {
    for (int i = 0; i < LineRing.LINE; i += Long.BYTES) {
      if (a.getLong(aOffset + i) != b.getLong(bOffset + i)) {
        return false;
      }
    }
    return true;
  }

  private void differ(String what, String recorded, String replayed) {
    found++;
    if (shown.size() < SHOWN) {
      final List<String> before = new ArrayList<>();
      for (long i = Math.max(0, inputs - REMEMBERED); i < inputs; i++) {
        before.add(LineWords.of(last, (int) (i % REMEMBERED) * LineRing.LINE));
      }
      shown.add(new Difference(sessions, record.cycle(), what, recorded, replayed, before));
    }
  }
}
