package io.hairspring.kernel.journal;

import io.hairspring.kernel.ring.LineRing;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * The journal's copy of the lines that one agent handles, on their way to the observer. One
 * producer, one consumer. Bounded: full means what the {@link Overflow} policy says.
 */
public final class JournalTap {
  private final LineRing ring;
  private final boolean dropping;
  private final AtomicLong lost = new AtomicLong();

  JournalTap(int lines, Overflow overflow) {
    this.ring = new LineRing(lines);
    this.dropping = overflow == Overflow.DROP;
  }

  /** Producer: whether a line may be handled: because there is room, or because it may be lost. */
  public boolean accepts() {
    return dropping || ring.claim() != LineRing.FULL;
  }

  /** Producer: copies a line in; without room it is lost, and counted. */
  public void put(DirectBuffer buffer, int offset) {
    if (!ring.offer(buffer, offset)) {
      lost.lazySet(lost.getPlain() + 1);
    }
  }

  /** Lines lost. Any thread. */
  public long lost() {
    return lost.get();
  }

  /** The lines, for the observer. */
  LineRing lines() {
    return ring;
  }
}
