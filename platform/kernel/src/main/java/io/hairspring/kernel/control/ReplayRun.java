package io.hairspring.kernel.control;

import io.hairspring.api.journal.ControlKind;
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
import io.hairspring.schema.notes.ControlNote;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One replay: takes a journal line by line, runs its cycles again and compares. One thread. */
final class ReplayRun {
  private static final int SHOWN = 100;
  private static final int REMEMBERED = 8;
  private static final int RING = 2 * REMEMBERED;

  private final Registry registry;
  private final RecordedLines lines;
  private final int most;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder own = new CycleRecordDecoder();
  private final ControlNote notes = new ControlNote();

  // A cycle is run when the one behind it is known.
  private RecordedCycle cycle = new RecordedCycle();
  private RecordedCycle next = new RecordedCycle();
  private boolean waiting;

  // The inputs before a difference, as a ring.
  private final UnsafeBuffer last = new UnsafeBuffer(new byte[RING * LineRing.LINE]);
  private long inputs;

  private RecordedSetup setup = new RecordedSetup();
  private ReplaySession session;
  private int sessions;
  private long cycles;
  private long ordersSeen;
  private long firstNanos;
  private long lastNanos;
  private long recordedNanos;
  private final DecisionHash recordedHash = new DecisionHash();
  private final DecisionHash replayedHash = new DecisionHash();
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
      runLast();
    } catch (final IllegalStateException | IllegalArgumentException e) {
      // An empty end says that there was none.
      end = e.getMessage() == null || e.getMessage().isEmpty() ? e.toString() : e.getMessage();
    }
    endSession();
    return new ReplayResult(
        sessions,
        inputs,
        cycles,
        ordersSeen,
        recordedHash.value(),
        replayedHash.value(),
        found,
        List.copyOf(shown),
        recordedNanos,
        end);
  }

  private void take(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    final int template = header.templateId();
    switch (template) {
      case MarketEventDecoder.TEMPLATE_ID,
          ExecutionReportDecoder.TEMPLATE_ID,
          TimerFiredDecoder.TEMPLATE_ID ->
          input(template, buffer, offset);
      case OrderCommandDecoder.TEMPLATE_ID -> {
        next.order(buffer, offset);
        ordersSeen++;
      }
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
    next.input(template, buffer, offset);
    last.putBytes((int) (inputs % RING) * LineRing.LINE, buffer, offset, LineRing.LINE);
    inputs++;
  }

  private void gap(DirectBuffer buffer, int offset) {
    final GapDecoder line = new GapDecoder();
    line.wrapAndApplyHeader(buffer, offset, header);
    end =
        "the journal has a gap after cycle "
            + (waiting ? cycle.record().cycle() : 0)
            + " ("
            + line.records()
            + " records and "
            + line.inputs()
            + " inputs and orders are missing): nothing after it can be replayed";
  }

  private void noted() {
    final String text = notes.whole();
    switch (ControlKind.of(notes.kind())) {
      case SESSION -> {
        runLast();
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
    next.clear();
    waiting = false;
    session = null;
  }

  private void cycle(DirectBuffer buffer, int offset) {
    next.record(buffer, offset, inputs);
    final CycleRecordDecoder record = next.record();
    if (session == null) {
      throw new IllegalStateException(
          "cycle "
              + record.cycle()
              + " is in no session: the journal must start with the session it records");
    }
    firstNanos = firstNanos == 0 ? record.startNanos() : firstNanos;
    lastNanos = record.endNanos();
    cycles++;
    if (!next.whole()) {
      end = "cycle " + record.cycle() + " has no trigger in the journal";
      return;
    }
    if (waiting) {
      run(next);
    }
    final RecordedCycle done = cycle;
    cycle = next;
    waiting = true;
    next = done;
    next.clear();
  }

  /** Runs the cycle that nothing comes behind. */
  private void runLast() {
    if (waiting && found < most) {
      run(null);
    }
    waiting = false;
  }

  private void run(RecordedCycle behind) {
    final long before = found;
    for (int i = 0; i < cycle.orderCount(); i++) {
      recordedHash.order(cycle.orders(), LineList.offset(i));
    }
    recordedHash.outcome(cycle.record());
    if (session.run(cycle, behind)) {
      compare();
    } else {
      differ("no cycle", LineWords.of(cycle.line(), 0), "nothing was run");
    }
    if (found == before) {
      session.endCycle();
    } else {
      session.dropCycle();
    }
  }

  private void compare() {
    final LineRing records = session.records();
    own.wrapAndApplyHeader(records.buffer(), records.peek(), header);
    final OwnOrders sent = session.orders();
    sent.of(own.cycle(), own.orders());
    for (int i = 0; i < sent.count(); i++) {
      replayedHash.order(sent.buffer(), LineList.offset(i));
    }
    replayedHash.outcome(own);
    if (cycle.inputTemplate() == TimerFiredDecoder.TEMPLATE_ID
        && !same(cycle.input(), 0, session.fired(), 0)) {
      differ("timer", LineWords.of(cycle.input(), 0), LineWords.of(session.fired(), 0));
    } else if (sameOrders(sent) && !sameOutcome()) {
      differ(
          "outcome", LineWords.of(cycle.line(), 0), LineWords.of(records.buffer(), records.peek()));
    }
  }

  private boolean sameOrders(OwnOrders sent) {
    final int orderCount = cycle.orderCount();
    for (int i = 0; i < Math.max(orderCount, sent.count()); i++) {
      final boolean there = i < sent.count();
      if (!there
          || i >= orderCount
          || !same(cycle.orders(), LineList.offset(i), sent.buffer(), LineList.offset(i))) {
        differ(
            "order " + (i + 1),
            i < orderCount ? LineWords.of(cycle.orders(), LineList.offset(i)) : "none",
            there ? LineWords.of(sent.buffer(), LineList.offset(i)) : "none");
        return false;
      }
    }
    return true;
  }

  /** All but what clock readings within the cycle say, and what was asked for from outside. */
  private boolean sameOutcome() {
    final CycleRecordDecoder record = cycle.record();
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
      for (long i = Math.max(0, cycle.inputs() - REMEMBERED); i < cycle.inputs(); i++) {
        before.add(LineWords.of(last, (int) (i % RING) * LineRing.LINE));
      }
      shown.add(new Difference(sessions, cycle.record().cycle(), what, recorded, replayed, before));
    }
  }
}
