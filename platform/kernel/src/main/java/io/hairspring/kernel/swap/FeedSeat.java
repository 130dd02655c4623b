package io.hairspring.kernel.swap;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The place of a feed. A successor reads the same source from its beginning; it takes over when it
 * has read, and thrown away, exactly as many events as were given out: no gap, no repeat. Its last
 * events before that are compared with those that were given out. When it fails on probation, the
 * one before reads on from where it stopped in the same way, and meanwhile there is nothing. The
 * feed's agent reads; the control thread offers.
 */
public final class FeedSeat implements MarketDataFeed {
  private static final int DISCARDED_AT_ONCE = 64;

  /** Events whose checksums are remembered. */
  static final int REMEMBERED = 4_096;

  private static final int WORDS = LINE / Long.BYTES;
  private static final int SEQUENCE =
      (MessageHeaderEncoder.ENCODED_LENGTH + MarketEventEncoder.sequenceEncodingOffset())
          / Long.BYTES;
  private static final int RECEIVE =
      (MessageHeaderEncoder.ENCODED_LENGTH + MarketEventEncoder.receiveNanosEncodingOffset())
          / Long.BYTES;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[LINE]);
  private final long[] checksums = new long[REMEMBERED];
  private final AtomicReference<FeedReader> offered = new AtomicReference<>();
  private final Queue<MarketDataFeed> closing = new ConcurrentLinkedQueue<>();
  private volatile FeedReader current;
  private volatile FeedReader before;
  private volatile FeedReader latest;
  private volatile String failure = "";
  private volatile long given;
  private boolean broken;

  /** Somebody's, who has read nothing yet. */
  public FeedSeat(MarketDataFeed first) {
    current = new FeedReader(first);
  }

  /** Events given out. Any thread. */
  public long given() {
    return given;
  }

  /** Who has it. Any thread. */
  public FeedReader current() {
    return current;
  }

  /** Who has taken it last; may have lost it again. Any thread. */
  public FeedReader latest() {
    return latest;
  }

  /** What the successor did wrong; empty when nothing. Any thread. */
  public String failure() {
    return failure;
  }

  /** Offers it to a successor that has not read more than was given out. Control thread. */
  public void offer(FeedReader next) {
    failure = "";
    offered.set(next);
  }

  /** Takes the offer back; false when it was taken. Control thread. */
  public boolean revoke(FeedReader next) {
    return offered.compareAndSet(next, null);
  }

  /**
   * Whether somebody is offered the place, and has neither taken it nor been refused. Any thread.
   */
  public boolean pending(FeedReader next) {
    return offered.get() == next;
  }

  /** Has the one before come back, at the same event. Control thread. */
  public void giveBack() {
    final FeedReader back = before;
    if (back != null) {
      offered.set(back);
    }
  }

  /** Lets the one before go; it is closed by the thread that reads. Control thread. */
  public void retire() {
    final FeedReader old = before;
    before = null;
    if (old != null) {
      closing.add(old.feed());
    }
  }

  /** Whether all who have lost the place are closed. Any thread. */
  public boolean settled() {
    return closing.isEmpty();
  }

  /**
   * Lets a successor go that has not taken the place, or has lost it: it is closed by the thread
   * that reads, which may be reading it. Control thread.
   */
  public void discard(FeedReader next) {
    if (next != current) {
      closing.add(next.feed());
    }
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    closeDiscarded();
    final FeedReader next = offered.get();
    if (next != null && caughtUp(next) && offered.compareAndSet(next, null)) {
      before = next == before ? null : current;
      current = next;
      latest = next;
      broken = false;
    }
    return broken ? NOTHING : readCurrent(buffer, offset);
  }

  private void closeDiscarded() {
    for (MarketDataFeed old = closing.peek(); old != null; old = closing.peek()) {
      try {
        old.close();
      } finally {
        closing.poll();
      }
    }
  }

  private int readCurrent(MutableDirectBuffer buffer, int offset) {
    final FeedReader now = current;
    final int length;
    try {
      length = now.read(buffer, offset);
    } catch (final RuntimeException | Error e) {
      if (before == null) {
        throw e;
      }
      failure = e instanceof FeedException ? e.getMessage() : "unexpected " + e;
      broken = true;
      offered.set(before);
      return NOTHING;
    }
    if (length == LINE) {
      final long count = given;
      checksums[(int) (count % REMEMBERED)] = checksum(buffer, offset);
      given = count + 1;
    }
    return length;
  }

  /** Whether a reader stands where this one does. */
  private boolean caughtUp(FeedReader next) {
    final long wanted = given;
    for (int i = 0; i < DISCARDED_AT_ONCE && next.count() < wanted; i++) {
      final long number = next.count();
      final int length;
      try {
        length = next.read(scratch, 0);
      } catch (final RuntimeException | Error e) {
        refuse(next, e instanceof FeedException ? e.getMessage() : "unexpected " + e);
        return false;
      }
      if (length == NOTHING) {
        return false;
      }
      if (length == END) {
        refuse(next, "ends after " + number + " events, " + wanted + " were given out");
        return false;
      }
      if (wanted - number <= REMEMBERED
          && checksums[(int) (number % REMEMBERED)] != checksum(scratch, 0)) {
        refuse(next, "event " + (number + 1) + " is not the one that was given out");
        return false;
      }
    }
    return next.count() == wanted;
  }

  private void refuse(FeedReader next, String why) {
    // Said before, so that who sees the offer gone sees why.
    failure = why;
    offered.compareAndSet(next, null);
  }

  private static long checksum(MutableDirectBuffer buffer, int offset) {
    long sum = 0;
    for (int word = 0; word < WORDS; word++) {
      if (word != SEQUENCE && word != RECEIVE) {
        sum = (sum ^ buffer.getLong(offset + word * Long.BYTES)) * FACTOR;
      }
    }
    return sum;
  }

  @Override
  public boolean finite() {
    return current.feed().finite();
  }

  @Override
  public long recordsRead() {
    return current.feed().recordsRead();
  }

  @Override
  public void close() {
    closeDiscarded();
    if (before != null) {
      before.feed().close();
    }
    current.feed().close();
  }
}
