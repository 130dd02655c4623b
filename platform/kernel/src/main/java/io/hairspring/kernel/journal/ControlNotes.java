package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ClockReadingEncoder;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.ControlTextEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.jctools.queues.MpscArrayQueue;

/**
 * What happens beside the cycles, on its way to the journal. Any thread writes; one at a time takes
 * out: the observer of a session, or the control thread while there is none.
 */
public final class ControlNotes implements ControlJournal {
  /** Notes that may wait. */
  static final int CAPACITY = 1_024;

  private static final int LINE = LineRing.LINE;
  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int PIECE = ControlTextEncoder.textLength();

  // The same in every line that waits here.
  private static final int SEQUENCE = HEADER + ControlEventDecoder.sequenceEncodingOffset();
  private static final int CYCLE = HEADER + ControlEventDecoder.cycleEncodingOffset();

  /** Lines as they stand in the journal, but for their sequence and the cycle before them. */
  private record Note(UnsafeBuffer lines, boolean event) {}

  private final PlatformClock clock;
  private final MpscArrayQueue<Note> waiting = new MpscArrayQueue<>(CAPACITY);
  private final AtomicLong missed = new AtomicLong();
  private volatile int epoch;
  private long lastEvent;
  private long lastReading;

  /** With the clock that says when. */
  public ControlNotes(PlatformClock clock) {
    this.clock = clock;
  }

  @Override
  public boolean note(ControlKind kind, int code, long value, String text) {
    return add(new Note(event(kind, code, value, text), true));
  }

  /** Notes a plan that is about to be offered; what is noted from now on says it is in force. */
  public void plan(int number, int code, long steps, String text) {
    epoch = number;
    note(ControlKind.PLAN, code, steps, text);
  }

  /** Notes a reading of the clock. */
  public void reading(ClockComparison reading) {
    final UnsafeBuffer line = new UnsafeBuffer(new byte[LINE]);
    new ClockReadingEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .nanos(reading.nanos())
        .utcNanos(reading.utcNanos())
        .uncertaintyNanos(reading.uncertaintyNanos())
        .driftPpb(reading.driftPpb())
        .stepNanos(reading.stepNanos())
        .source((short) reading.source())
        .synchronised((short) reading.synchronised());
    add(new Note(line, false));
  }

  /** Whether nothing waits. Any thread. */
  public boolean isEmpty() {
    return waiting.isEmpty() && missed.get() == 0;
  }

  private boolean add(Note note) {
    final boolean room = waiting.offer(note);
    if (!room) {
      missed.addAndGet(note.lines().capacity() / LINE);
    }
    return room;
  }

  /** Moves what waits into a batch, as far as there is room. */
  void moveTo(JournalBatch batch, GapCount gap, long cycle) {
    // Relaxed: one that is half put in is left for the next time. Who puts it in may have lost the
    // very processor on which this would spin until it is whole.
    for (Note note = waiting.relaxedPeek(); note != null; note = waiting.relaxedPeek()) {
      final int lines = note.lines().capacity() / LINE;
      if (!batch.room(lines)) {
        return;
      }
      waiting.relaxedPoll();
      number(note, cycle);
      for (int i = 0; i < lines; i++) {
        batch.add(note.lines(), i * LINE);
      }
    }
    if (missed.get() != 0) {
      gap.inputs(missed.getAndSet(0));
    }
  }

  private void number(Note note, long cycle) {
    final UnsafeBuffer lines = note.lines();
    final long sequence = note.event() ? ++lastEvent : ++lastReading;
    for (int line = 0; line < lines.capacity(); line += LINE) {
      lines.putLong(line + SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
    }
    if (note.event()) {
      lines.putLong(CYCLE, cycle, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private UnsafeBuffer event(ControlKind kind, int code, long value, String text) {
    final byte[] bytes = cut(text);
    final int pieces = (bytes.length + PIECE - 1) / PIECE;
    final UnsafeBuffer lines = new UnsafeBuffer(new byte[LINE * (1 + pieces)]);
    final long now = clock.nanoTime();
    new ControlEventEncoder()
        .wrapAndApplyHeader(lines, 0, new MessageHeaderEncoder())
        .nanos(now)
        .utcNanos(clock.epochNanos(now))
        .value(value)
        .epoch(epoch)
        .textLength(bytes.length)
        .kind((short) kind.ordinal())
        .code((short) code)
        .textLines((short) pieces);
    final ControlTextEncoder piece = new ControlTextEncoder();
    for (int i = 0; i < pieces; i++) {
      piece
          .wrapAndApplyHeader(lines, LINE * (1 + i), new MessageHeaderEncoder())
          .putText(Arrays.copyOfRange(bytes, i * PIECE, (i + 1) * PIECE), 0, PIECE);
    }
    return lines;
  }

  /** What fits, without half a character at the end. */
  private static byte[] cut(String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_TEXT) {
      return bytes;
    }
    int end = MAX_TEXT;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
