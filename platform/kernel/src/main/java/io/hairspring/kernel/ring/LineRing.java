package io.hairspring.kernel.ring;

import io.hairspring.api.task.HotPath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bounded ring of 64-byte lines from one producer thread to one consumer thread. Lines are
 * written and read in place: {@link #claim} and {@link #commit} on one side, {@link #peek} and
 * {@link #release} on the other. Each side keeps a copy of the other's position and reads the
 * shared one only when the copy says full or empty, after FastFlow's and Lee, Bu and
 * Chandranmenon's MCRingBuffer (IPDPS 2010); one release store publishes a line, or with {@link
 * #fill} and {@link #publish} several: a position that the consumer has read since has to be
 * fetched back before it can be written.
 */
// The casts give each access the exact type its handle has; without, it goes through an adapter,
// which allocates where
// the code is not compiled.
@HotPath
public final class LineRing extends ConsumerSide {
  /** Bytes of a line. */
  public static final int LINE = 64;

  /** {@link #claim}: no room. */
  public static final int FULL = -1;

  /** {@link #peek}: nothing there. */
  public static final int EMPTY = -1;

  private final UnsafeBuffer buffer;
  private final long address;
  private final int capacity;
  private final int mask;

  /**
   * Allocates and touches the ring.
   *
   * @param lines a power of two, from 2 to 16777216
   */
  public LineRing(int lines) {
    this(lines, RingSize.allocate(lines));
  }

  /**
   * Makes a ring of memory that somebody else has allocated, zeroed and touched, and that stays
   * until nobody uses the ring any more.
   *
   * @param lines a power of two, from 2 to 16777216
   * @param memory so many lines, from the beginning of a cache line on
   */
  public LineRing(int lines, DirectBuffer memory) {
    capacity = RingSize.checked(lines);
    mask = lines - 1;
    buffer = new UnsafeBuffer(RingSize.checked(lines, memory));
    address = buffer.addressOffset();
  }

  /** The memory that offsets point into. */
  public UnsafeBuffer buffer() {
    return buffer;
  }

  /** Lines it holds. */
  public int capacity() {
    return capacity;
  }

  /**
   * Producer: the offset of the next line to fill, or {@link #FULL}. Claiming twice without commit
   * gives the same.
   */
  public int claim() {
    return hasRoom() ? ((int) filled & mask) * LINE : FULL;
  }

  /** Producer: whether a line can be claimed with so many left free beside it. */
  public boolean roomBeside(int lines) {
    final long wanted = filled + lines;
    if (wanted - consumerSeen >= capacity) {
      consumerSeen = (long) CONSUMER.getAcquire((ConsumerFields) this);
    }
    return wanted - consumerSeen < capacity;
  }

  /** Producer: whether there is a line to fill, at {@link #nextAddress}. */
  public boolean hasRoom() {
    if (filled - consumerSeen >= capacity) {
      consumerSeen = (long) CONSUMER.getAcquire((ConsumerFields) this);
    }
    return filled - consumerSeen < capacity;
  }

  /**
   * Producer: where in memory the next line to fill begins; it stays there. Only when there {@link
   * #hasRoom}.
   */
  public long nextAddress() {
    return address + (filled & mask) * LINE;
  }

  /** Producer: the claimed line is filled; it is handed over with the next. */
  public void fill() {
    filled++;
  }

  /** Producer: hands over what was filled. */
  public void publish() {
    PRODUCER.setRelease((ProducerSide) this, filled);
  }

  /** Producer: hands the claimed line over, and those filled before it. */
  public void commit() {
    commit(1);
  }

  /** Producer: hands over the claimed line and those after it, for which there was room. */
  public void commit(int lines) {
    filled += lines;
    publish();
  }

  /**
   * Producer, when it has time: writes to the line that it will claim next, if there is room, so
   * that it is in its own core's cache by then and not in the consumer's, which has read it a lap
   * ago.
   */
  public void fetch() {
    if (hasRoom()) {
      UnsafeApi.putLong(nextAddress(), 0);
    }
  }

  /** Producer: copies a line in and hands it over; false when there is no room. */
  public boolean offer(DirectBuffer source, int sourceOffset) {
    final int offset = claim();
    if (offset == FULL) {
      return false;
    }
    buffer.putBytes(offset, source, sourceOffset, LINE);
    commit();
    return true;
  }

  /**
   * Consumer: the offset of the oldest line, or {@link #EMPTY}. It stays until {@link #release}.
   */
  public int peek() {
    return readable(0) == 0 ? EMPTY : ((int) consumerPosition & mask) * LINE;
  }

  /**
   * Consumer: how many lines there are to read, at least.
   *
   * @param known the producer is asked only when no more than so many are known of
   */
  public int readable(int known) {
    final int seen = (int) (producerSeen - consumerPosition);
    return seen > known ? seen : look();
  }

  private int look() {
    producerSeen = (long) PRODUCER.getAcquire((ProducerSide) this);
    return (int) (producerSeen - consumerPosition);
  }

  /** Consumer: the offset of a line that is so many after the oldest; it must be readable. */
  public int offset(int ahead) {
    return ((int) (consumerPosition + ahead) & mask) * LINE;
  }

  /**
   * Consumer: how many lines can be read at increasing offsets from {@link #peek}, without
   * wrapping.
   */
  public int contiguous() {
    final int first = (int) consumerPosition & mask;
    return Math.min(readable(0), capacity - first);
  }

  /** Consumer: gives the oldest line back to the producer. */
  public void release() {
    release(1);
  }

  /** Consumer: gives the oldest lines back to the producer. */
  public void release(int lines) {
    CONSUMER.setRelease((ConsumerFields) this, consumerPosition + lines);
  }

  /** Lines committed since the start. Any thread. */
  public long produced() {
    return (long) PRODUCER.getAcquire((ProducerSide) this);
  }

  /** Lines released since the start. Any thread. */
  public long consumed() {
    return (long) CONSUMER.getAcquire((ConsumerFields) this);
  }
}

/**
 * Keeps what stands before the producer's fields off their cache line, and the line's neighbour.
 */
class LeadingPad {
  @SuppressWarnings("unused")
  private long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
}

/** What only the producer looks at. */
class ProducerFields extends LeadingPad {
  long filled;
  long consumerSeen;
}

/** Keeps it off the line that the consumer polls. */
class ProducerPad extends ProducerFields {
  @SuppressWarnings("unused")
  private long d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15;
}

/** Written by the producer alone. */
class ProducerSide extends ProducerPad {
  static final VarHandle PRODUCER =
      FieldHandle.ofLong(MethodHandles.lookup(), ProducerSide.class, "producerPosition");

  long producerPosition;
}

/** Keeps the two sides apart. */
class MiddlePad extends ProducerSide {
  @SuppressWarnings("unused")
  private long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;
}

/** Written by the consumer alone. */
class ConsumerFields extends MiddlePad {
  static final VarHandle CONSUMER =
      FieldHandle.ofLong(MethodHandles.lookup(), ConsumerFields.class, "consumerPosition");

  long consumerPosition;
  long producerSeen;
}

/** Keeps what follows the consumer's fields off their cache line. */
class ConsumerSide extends ConsumerFields {
  @SuppressWarnings("unused")
  private long c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15;
}
