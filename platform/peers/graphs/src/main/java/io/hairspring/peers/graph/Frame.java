package io.hairspring.peers.graph;

import io.hairspring.kernel.ring.LineRing;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a lane does around a cycle, without the lane: events come through a ring of lines, the clock
 * is read before the work and after it, and a record of a line is released. One thread.
 */
public final class Frame {
  private static final int LINES = 4_096;
  private static final int SEQUENCE = 8;
  private static final int VALUE = 16;
  private static final int START = 24;
  private static final int END = 32;
  private static final int WORK = 40;
  private static final long HEADER = 56;

  private final LineRing events = new LineRing(LINES);
  private final LineRing records = new LineRing(LINES);
  private long sequence;
  private long start;

  /** Puts an event into the ring, which has room for 4,096. */
  public void put(long value) {
    final UnsafeBuffer buffer = events.buffer();
    final int offset = events.claim();
    buffer.putLong(offset, HEADER);
    buffer.putLong(offset + SEQUENCE, ++sequence);
    buffer.putLong(offset + VALUE, value);
    events.commit();
  }

  /** Takes the next event and reads the clock. */
  public long begin() {
    final int offset = events.peek();
    start = System.nanoTime();
    return events.buffer().getLong(offset + VALUE);
  }

  /** Reads the clock, releases a record, gives the event's line back. */
  public void end() {
    final int event = events.peek();
    final UnsafeBuffer buffer = records.buffer();
    final int offset = records.claim();
    buffer.putLong(offset, HEADER);
    buffer.putLong(offset + SEQUENCE, events.buffer().getLong(event + SEQUENCE));
    buffer.putLong(offset + VALUE, events.buffer().getLong(event + VALUE));
    buffer.putLong(offset + START, start);
    buffer.putLong(offset + WORK, 1);
    buffer.putLong(offset + END, System.nanoTime());
    records.commit();
    events.release();
  }

  /** Gives back every record, unread. */
  public void discard() {
    while (records.peek() != LineRing.EMPTY) {
      records.release(records.contiguous());
    }
  }
}
