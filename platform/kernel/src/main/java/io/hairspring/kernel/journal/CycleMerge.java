package io.hairspring.kernel.journal;

import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts each record of lane 0 behind the lines that belong to it: what triggered its cycle, and the
 * orders that it sent. The observer's thread.
 *
 * <p>Market events and reports come in the lane's order, and their record says which it was: what
 * does not fit is missing, or belongs to a record that is. Orders come in the order in which they
 * were sent, which is another one when a cycle's deferred steps were interrupted: those of its
 * later record wait for it.
 */
final class CycleMerge {
  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int SEQUENCE = HEADER + MarketEventDecoder.sequenceEncodingOffset();
  private static final int REPORT_DUE =
      HEADER + ExecutionReportDecoder.receiveNanosEncodingOffset();
  private static final int TIMER_DUE = HEADER + TimerFiredDecoder.dueNanosEncodingOffset();
  private static final int ORDER_CYCLE = HEADER + OrderCommandDecoder.cycleEncodingOffset();
  private static final int ORDER_CAUSE = HEADER + OrderCommandDecoder.causeSequenceEncodingOffset();
  private static final int ORDER_DUE = HEADER + OrderCommandDecoder.causeNanosEncodingOffset();
  private static final int ABSENT = -1;
  private static final long NOT_KNOWN = -1;

  private final JournalTaps taps;
  private final LineRing egress;
  private final LongSupplier recordsDropped;
  private final PlatformClock clock;
  private final JournalBatch batch;
  private final GapCount gap;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private final UnsafeBuffer timer = new UnsafeBuffer(new byte[LineRing.LINE]);
  private final ParkedOrders parked = new ParkedOrders();
  private boolean timerWaits;
  private boolean begun;
  private int ordersLeft;
  private long ordersBy = NOT_KNOWN;
  private long droppedSeen;
  private long lastCycle;
  private boolean dropping;

  CycleMerge(
      JournalTaps taps,
      LineRing egress,
      LongSupplier recordsDropped,
      PlatformClock clock,
      JournalBatch batch,
      GapCount gap) {
    this.taps = taps;
    this.egress = egress;
    this.recordsDropped = recordsDropped;
    this.clock = clock;
    this.batch = batch;
    this.gap = gap;
  }

  /** Number of the last cycle that was begun. */
  long lastCycle() {
    return lastCycle;
  }

  /** Whether lines are counted as missing from now on, and not kept. */
  void dropping(boolean wanted) {
    dropping = wanted;
  }

  /**
   * Takes one line of the record ring.
   *
   * @return false when something that belongs before it is not there yet, or the batch is full: it
   *     is to be given again
   */
  boolean take(DirectBuffer buffer, int offset) {
    if (!room()) {
      return false;
    }
    header.wrap(buffer, offset);
    final int template = header.templateId();
    if (template == CycleRecordDecoder.TEMPLATE_ID) {
      record.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
      return cycle(buffer, offset);
    }
    if (template == TimerFiredDecoder.TEMPLATE_ID) {
      timer.putBytes(0, buffer, offset, LineRing.LINE);
      timerWaits = true;
    } else {
      keepRecord(buffer, offset);
    }
    return true;
  }

  /** For a line, and a gap before it. */
  private boolean room() {
    return dropping || batch.room(2);
  }

  private boolean cycle(DirectBuffer buffer, int offset) {
    if (!begun) {
      begin();
    }
    while (ordersLeft > 0) {
      if (!room()) {
        return false;
      }
      if (!order()) {
        if (!allOrdersCopied()) {
          return false;
        }
        missing(ordersLeft);
        ordersLeft = 0;
      } else {
        ordersLeft--;
      }
    }
    if (!room()) {
      return false;
    }
    begun = false;
    keepRecord(buffer, offset);
    return true;
  }

  private void begin() {
    begun = true;
    ordersLeft = record.orders();
    ordersBy = NOT_KNOWN;
    final boolean slack = record.outcome().slack();
    if (record.outcome().gapBefore()) {
      laneDropped(slack);
    }
    if (!slack) {
      input();
      lastCycle = record.cycle();
    }
  }

  /** The lane had no room for records before this one. */
  private void laneDropped(boolean slack) {
    final long dropped = recordsDropped.getAsLong();
    gap.records(dropped - droppedSeen);
    droppedSeen = dropped;
    final long last = slack ? record.cycle() : record.cycle() - 1;
    gap.cycles(Math.min(lastCycle + 1, last), last);
  }

  private void input() {
    final int trigger = record.trigger();
    if (trigger == MarketEventDecoder.TEMPLATE_ID) {
      input(taps.market().lines(), SEQUENCE, record.triggerSequence(), true);
    } else if (trigger == ExecutionReportDecoder.TEMPLATE_ID) {
      input(taps.reports().lines(), REPORT_DUE, record.dueNanos(), false);
    } else {
      fired();
    }
  }

  /** The first line that fits; those before it have no record. */
  private void input(LineRing lines, int field, long wanted, boolean ascending) {
    final int ahead = find(lines, field, wanted, ascending);
    if (ahead == ABSENT) {
      missing(1);
      return;
    }
    if (ahead > 0) {
      missing(ahead);
      lines.release(ahead);
    }
    keepInput(lines.buffer(), lines.peek());
    lines.release();
  }

  private static int find(LineRing lines, int field, long wanted, boolean ascending) {
    for (int ahead = 0; ahead < lines.readable(ahead); ahead++) {
      final long value = longAt(lines.buffer(), lines.offset(ahead) + field);
      if (value == wanted) {
        return ahead;
      }
      if (ascending && value > wanted) {
        return ABSENT;
      }
    }
    return ABSENT;
  }

  private void fired() {
    if (timerWaits && longAt(timer, TIMER_DUE) == record.dueNanos()) {
      keepInput(timer, 0);
    } else {
      missing(1);
    }
    timerWaits = false;
  }

  /** The next order of the record's cycle; false when it is not here. */
  private boolean order() {
    for (int i = 0; i < parked.count(); i++) {
      if (fits(parked.buffer(), parked.offset(i))) {
        keepInput(parked.buffer(), parked.offset(i));
        parked.remove(i);
        return true;
      }
    }
    final LineRing orders = taps.orders().lines();
    for (int offset = orders.peek(); offset != LineRing.EMPTY; offset = orders.peek()) {
      final boolean fits = fits(orders.buffer(), offset);
      if (fits) {
        keepInput(orders.buffer(), offset);
      } else if (!parked.add(orders.buffer(), offset)) {
        missing(1);
      }
      orders.release();
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + ORDER_CYCLE, ByteOrder.LITTLE_ENDIAN) == (short) record.cycle()
        && longAt(buffer, offset + ORDER_CAUSE) == record.triggerSequence()
        && longAt(buffer, offset + ORDER_DUE) == record.dueNanos();
  }

  /** Whether the gateway's thread has come past all that the cycle sent, so that nothing comes. */
  private boolean allOrdersCopied() {
    if (ordersBy == NOT_KNOWN) {
      // At least all that was sent before the record was written.
      ordersBy = egress.produced();
    }
    return taps.ordersCopied() >= ordersBy && taps.orders().lines().peek() == LineRing.EMPTY;
  }

  private void missing(int lines) {
    gap.inputs(lines);
    gap.cycles(record.cycle(), record.cycle());
  }

  private void keepInput(DirectBuffer buffer, int offset) {
    if (dropping) {
      missing(1);
    } else {
      keep(buffer, offset);
    }
  }

  /** A line of a record ring. */
  void keepRecord(DirectBuffer buffer, int offset) {
    if (dropping) {
      gap.records(1);
      gap.cycles(lastCycle, lastCycle);
    } else {
      keep(buffer, offset);
    }
  }

  private void keep(DirectBuffer buffer, int offset) {
    if (gap.any()) {
      gap.writeTo(batch, clock.nanoTime());
    }
    batch.add(buffer, offset);
  }

  /** Whether no cycle is half taken: what is not part of one may stand here. */
  boolean between() {
    return !begun;
  }

  /** When nothing more comes: what was sent by deferred steps that were not run to their end. */
  void addLeftOrders() {
    final LineRing orders = taps.orders().lines();
    while (orders.peek() != LineRing.EMPTY && parked.add(orders.buffer(), orders.peek())) {
      orders.release();
    }
    while (parked.count() > 0 && (batch.room(1) || batch.offer())) {
      batch.add(parked.buffer(), parked.offset(0));
      parked.remove(0);
    }
  }

  private static long longAt(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
  }
}
