package io.hairspring.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import io.hairspring.schema.TimerFiredDecoder;
import io.hairspring.schema.TimerFiredEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final int RING = 16;

  private final VirtualClock clock = new VirtualClock();
  private final LineRing records = new LineRing(RING);
  private final LineRing others = new LineRing(RING);
  private final LineRing egress = new LineRing(64);
  private final ControlNotes notes = new ControlNotes(clock);
  private final Written written = new Written();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private JournalTaps taps;
  private Journal journal;
  private long dropped;
  private long copied;

  private void open(Overflow overflow, boolean lingering) {
    taps = new JournalTaps(overflow, RING, RING, RING);
    journal =
        new Journal(
            new SessionRings(List.of(records, others), egress, () -> dropped),
            taps,
            notes,
            clock,
            lingering);
    journal.loggers(List.of(written));
  }

  private void turn() {
    for (final RecordStream stream : journal.streams()) {
      stream.shown(stream.toShow(RING));
    }
    journal.turn();
  }

  private void event(long sequence) {
    new MarketEventEncoder().wrapAndApplyHeader(line, 0, header).sequence(sequence);
    taps.market().put(line, 0);
  }

  private void report(long order, long due) {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .clientOrderId(order)
        .receiveNanos(due);
    taps.reports().put(line, 0);
  }

  /** What the lane sends; the gateway's thread has not come by yet. */
  private void order(long id, long cycle, long cause) {
    new OrderCommandEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .clientOrderId(id)
        .causeSequence(cause)
        .causeNanos(0)
        .cycle((int) cycle & 0xffff);
    egress.offer(line, 0);
  }

  private void copyOrders() {
    while (egress.peek() != LineRing.EMPTY) {
      taps.orders().put(egress.buffer(), egress.peek());
      egress.release();
      taps.ordersCopied(++copied);
    }
  }

  private CycleRecordEncoder record(long cycle, long sequence, int orders) {
    return new CycleRecordEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .cycle(cycle)
        .triggerSequence(sequence)
        .dueNanos(0)
        .trigger((short) MarketEventDecoder.TEMPLATE_ID)
        .orders(orders);
  }

  /** A cycle of a market event, as the lane writes it. */
  private void market(long cycle, long sequence, int orders) {
    record(cycle, sequence, orders).outcome().clear();
    records.offer(line, 0);
  }

  private void afterGap(long cycle, long sequence) {
    record(cycle, sequence, 0).outcome().clear().gapBefore(true);
    records.offer(line, 0);
  }

  private void slack(long cycle, long sequence, int orders) {
    record(cycle, sequence, orders).outcome().clear().slack(true);
    records.offer(line, 0);
  }

  private void reported(long cycle, long due) {
    record(cycle, 0, 0)
        .dueNanos(due)
        .trigger((short) ExecutionReportDecoder.TEMPLATE_ID)
        .outcome()
        .clear();
    records.offer(line, 0);
  }

  private void fired(long cycle, long timer, long due) {
    new TimerFiredEncoder().wrapAndApplyHeader(line, 0, header).timerId(timer).dueNanos(due);
    records.offer(line, 0);
    timed(cycle, due);
  }

  private void timed(long cycle, long due) {
    record(cycle, 0, 0)
        .dueNanos(due)
        .trigger((short) TimerFiredDecoder.TEMPLATE_ID)
        .outcome()
        .clear();
    records.offer(line, 0);
  }

  private void times(LineRing ring, long cycle) {
    new TaskTimesEncoder().wrapAndApplyHeader(line, 0, header).cycle(cycle);
    ring.offer(line, 0);
  }

  @Test
  void shouldPutEachRecordBehindItsTriggerAndItsOrders() {
    open(Overflow.DROP, false);
    event(1);
    event(2);
    report(7, 500);
    order(7, 1, 1);
    order(8, 1, 1);
    copyOrders();
    market(1, 1, 2);
    times(records, 1);
    reported(2, 500);
    fired(3, 9, 600);
    market(4, 2, 0);
    turn();
    assertEquals(
        List.of(
            "event 1",
            "order 7",
            "order 8",
            "cycle 1",
            "times 1",
            "report 7",
            "cycle 2",
            "timer 9",
            "cycle 3",
            "event 2",
            "cycle 4"),
        written.lines);
    assertTrue(journal.idle());
    assertEquals(records.produced(), records.consumed());
  }

  @Test
  void shouldWaitForOrdersThatTheGatewaysThreadHasNotComeBy() {
    open(Overflow.DROP, false);
    event(1);
    order(7, 1, 1);
    market(1, 1, 1);
    turn();
    assertEquals(List.of("event 1"), written.lines);
    copyOrders();
    turn();
    assertEquals(List.of("event 1", "order 7", "cycle 1"), written.lines);
  }

  @Test
  void shouldPutTheOrdersOfInterruptedDeferredStepsBeforeTheirRecord() {
    open(Overflow.DROP, false);
    event(1);
    event(2);
    market(1, 1, 0);
    order(7, 1, 1);
    order(8, 2, 2);
    market(2, 2, 1);
    order(9, 1, 1);
    slack(1, 1, 2);
    copyOrders();
    turn();
    assertEquals(
        List.of(
            "event 1", "cycle 1", "event 2", "order 8", "cycle 2", "order 7", "order 9", "slack 1"),
        written.lines);
  }

  @Test
  void shouldTakeTheRecordsOfOtherLanesBetweenTheCycles() {
    open(Overflow.DROP, false);
    event(1);
    market(1, 1, 0);
    times(others, 1);
    turn();
    assertEquals(List.of("event 1", "cycle 1", "times 1"), written.lines);
  }

  @Test
  void shouldPutANoteBeforeTheCyclesThatFollowItAndNumberIt() {
    open(Overflow.DROP, false);
    event(1);
    market(1, 1, 0);
    turn();
    notes.plan(3, 0, 2, "why");
    event(2);
    market(2, 2, 0);
    notes.note(ControlKind.SWAP, 0, 0, "");
    turn();
    assertEquals(
        List.of(
            "event 1",
            "cycle 1",
            "control 1 kind 1 after cycle 1 in plan 3",
            "text of 1",
            "control 2 kind 2 after cycle 1 in plan 3",
            "event 2",
            "cycle 2"),
        written.lines);
    assertEquals("why", written.text.toString().trim());
  }

  @Test
  void shouldPutNoNoteBetweenATriggerAndItsRecord() {
    open(Overflow.DROP, false);
    event(1);
    order(7, 1, 1);
    market(1, 1, 1);
    turn();
    notes.note(ControlKind.SWAP, 0, 0, "");
    turn();
    copyOrders();
    turn();
    turn();
    assertEquals(
        List.of("event 1", "order 7", "cycle 1", "control 1 kind 2 after cycle 1 in plan 0"),
        written.lines);
  }

  @Test
  void shouldKeepNotesUntilThereIsALogger() {
    open(Overflow.DROP, false);
    journal.loggers(List.of());
    notes.note(ControlKind.SESSION, 1, 0, "");
    turn();
    assertTrue(journal.idle());
    journal.loggers(List.of(written));
    turn();
    assertEquals(List.of("control 1 kind 0 after cycle 0 in plan 0"), written.lines);
  }

  @Test
  void shouldLetLinesWaitForMoreButNotForLong() {
    open(Overflow.DROP, true);
    event(1);
    market(1, 1, 0);
    turn();
    turn();
    assertEquals(List.of(), written.lines);
    assertFalse(journal.idle());
    clock.advance(250_000);
    turn();
    assertEquals(List.of("event 1", "cycle 1"), written.lines);
    assertTrue(journal.idle());
  }

  @Test
  void shouldSayWhatIsMissingWhenTheLaneHadNoRoomForRecords() {
    open(Overflow.DROP, false);
    event(1);
    market(1, 1, 0);
    event(2);
    event(3);
    event(4);
    dropped = 2;
    afterGap(4, 4);
    turn();
    assertEquals(
        List.of(
            "event 1",
            "cycle 1",
            "gap of 2 records and 2 inputs, cycles 2 to 4",
            "event 4",
            "cycle 4"),
        written.lines);
  }

  @Test
  void shouldGoOnWithoutAnOrderThatDoesNotCome() {
    open(Overflow.DROP, false);
    event(1);
    order(7, 1, 1);
    // Lost on its way.
    egress.release();
    taps.ordersCopied(1);
    market(1, 1, 1);
    turn();
    assertEquals(
        List.of("event 1", "gap of 0 records and 1 inputs, cycles 1 to 1", "cycle 1"),
        written.lines);
  }

  @Test
  void shouldGoOnWithoutATriggerThatIsMissing() {
    open(Overflow.DROP, false);
    market(1, 1, 0);
    timed(2, 500);
    turn();
    assertEquals(
        List.of(
            "gap of 0 records and 1 inputs, cycles 1 to 1",
            "cycle 1",
            "gap of 0 records and 1 inputs, cycles 2 to 2",
            "cycle 2"),
        written.lines);
  }

  @Test
  void shouldHoldTheFeedUnderBlockUntilTheLoggerTakesAgainAndMissNothing() {
    open(Overflow.BLOCK, false);
    written.taking = false;
    for (int i = 1; i <= 9; i++) {
      event(i);
      market(i, i, 0);
      turn();
    }
    assertFalse(taps.feedHeld());
    event(10);
    market(10, 10, 0);
    turn();
    assertTrue(taps.feedHeld());
    written.taking = true;
    for (int i = 0; i < 4; i++) {
      turn();
    }
    assertFalse(taps.feedHeld());
    assertEquals(20, written.lines.stream().filter(l -> !l.startsWith("control")).count() - 2 * 2);
    assertEquals(
        2,
        written.lines.stream()
            .filter(l -> l.startsWith("control") && l.contains("kind 7"))
            .count());
  }

  @Test
  void shouldLeaveOutUnderDropWhatItCannotHoldAndSayHowMuch() {
    open(Overflow.DROP, false);
    written.taking = false;
    for (int i = 1; i <= 40; i++) {
      event(i);
      market(i, i, 0);
      turn();
    }
    written.taking = true;
    turn();
    turn();
    event(41);
    market(41, 41, 0);
    turn();
    assertFalse(taps.feedHeld());
    assertEquals(List.of("event 1", "cycle 1"), written.lines.subList(0, 2));
    assertEquals(
        List.of("event 41", "cycle 41"),
        written.lines.subList(written.lines.size() - 2, written.lines.size()));
    final long kept = written.lines.stream().filter(l -> l.startsWith("event")).count();
    final long missing = 41 - kept;
    assertTrue(
        written.lines.contains(
            "gap of "
                + missing
                + " records and "
                + missing
                + " inputs, cycles 2 to "
                + (missing + 1)),
        written.lines::toString);
  }

  @Test
  void shouldHandOverWhatIsThereWhenTheSessionEnds() {
    open(Overflow.DROP, true);
    event(1);
    market(1, 1, 0);
    order(7, 1, 1);
    copyOrders();
    turn();
    notes.note(ControlKind.SESSION, 0, 0, "");
    journal.close();
    assertEquals(
        List.of("event 1", "cycle 1", "order 7", "control 1 kind 0 after cycle 1 in plan 0"),
        written.lines);
  }
}
