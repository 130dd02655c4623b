package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FeedSeatTest {
  private static final int ORDER_ID = 32;

  private final UnsafeBuffer line = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
  private final Numbers first = new Numbers();
  private final FeedSeat seat = new FeedSeat(first);
  private final List<Long> given = new ArrayList<>();

  /** Gives 1, 2, 3 and so on. */
  private static final class Numbers implements MarketDataFeed {
    long last;
    long end = Long.MAX_VALUE;
    long failsAt = Long.MAX_VALUE;
    long offset;
    boolean nothing;
    boolean closed;

    @Override
    public int read(MutableDirectBuffer buffer, int at) {
      if (nothing) {
        return NOTHING;
      }
      if (last == end) {
        return END;
      }
      if (last + 1 == failsAt) {
        throw new FeedException("broken at " + failsAt);
      }
      last++;
      buffer.putLong(at + ORDER_ID, last + offset);
      return LINE;
    }

    @Override
    public boolean finite() {
      return false;
    }

    @Override
    public long recordsRead() {
      return last;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private int read() {
    final int length = seat.read(line, 0);
    if (length == MarketDataFeed.LINE) {
      given.add(line.getLong(ORDER_ID));
    }
    return length;
  }

  private void readMany(int count) {
    for (int i = 0; i < count; i++) {
      read();
    }
  }

  private void assertNoGapAndNoRepeat() {
    for (int i = 0; i < given.size(); i++) {
      assertEquals(i + 1, given.get(i));
    }
  }

  @Test
  void shouldGoOnWithASuccessorAtTheVeryNextEvent() {
    readMany(1_000);
    final Numbers next = new Numbers();
    final FeedReader reader = new FeedReader(next);
    seat.offer(reader);
    readMany(100);
    assertFalse(seat.pending(reader));
    assertSame(reader, seat.current());
    assertEquals(1_100, next.last);
    assertNoGapAndNoRepeat();
    assertEquals(1_100, seat.given());
    assertEquals(1_100, seat.recordsRead());
    seat.retire();
    read();
    assertTrue(first.closed);
    assertFalse(seat.finite());
    seat.close();
    assertTrue(next.closed);
  }

  @Test
  void shouldGoOnWithTheOldOneAsLongAsTheSuccessorHasNothing() {
    readMany(10);
    final Numbers next = new Numbers();
    next.nothing = true;
    final FeedReader reader = new FeedReader(next);
    seat.offer(reader);
    readMany(10);
    assertTrue(seat.revoke(reader));
    assertFalse(seat.revoke(reader));
    readMany(10);
    assertNoGapAndNoRepeat();
    assertEquals(30, first.last);
  }

  private void shouldRefuse(Numbers next, String why) {
    readMany(100);
    final FeedReader reader = new FeedReader(next);
    seat.offer(reader);
    readMany(100);
    assertFalse(seat.pending(reader));
    assertEquals(why, seat.failure());
    assertEquals(200, first.last);
    assertNoGapAndNoRepeat();
  }

  @Test
  void shouldRefuseASuccessorWithOtherEvents() {
    final Numbers next = new Numbers();
    next.offset = 1;
    shouldRefuse(next, "event 1 is not the one that was given out");
  }

  @Test
  void shouldRefuseASuccessorThatEndsTooSoon() {
    final Numbers next = new Numbers();
    next.end = 50;
    shouldRefuse(next, "ends after 50 events, 100 were given out");
  }

  @Test
  void shouldRefuseASuccessorThatIsBroken() {
    final Numbers next = new Numbers();
    next.failsAt = 30;
    shouldRefuse(next, "broken at 30");
  }

  @Test
  void shouldComeBackToTheOldOneAtTheEventAtWhichTheSuccessorFails() {
    readMany(100);
    final Numbers next = new Numbers();
    next.failsAt = 500;
    seat.offer(new FeedReader(next));
    readMany(600);
    assertEquals("broken at 500", seat.failure());
    assertNoGapAndNoRepeat();
    assertTrue(given.size() > 500);
    assertEquals(given.size(), first.last);
  }

  @Test
  void shouldComeBackToTheOldOneWhenThatIsWanted() {
    readMany(100);
    final FeedReader old = seat.current();
    seat.offer(new FeedReader(new Numbers()));
    readMany(300);
    seat.giveBack();
    readMany(300);
    assertSame(old, seat.current());
    assertNoGapAndNoRepeat();
    seat.giveBack();
    readMany(1);
    assertSame(old, seat.current());
  }

  @Test
  void shouldFailAsItsFeedDoesWhenNobodyStandsBy() {
    first.failsAt = 1;
    assertThrows(FeedException.class, this::read);
    seat.retire();
    seat.close();
    assertTrue(first.closed);
  }

  @Test
  void shouldCloseEverybodyWithItself() {
    readMany(3);
    final Numbers next = new Numbers();
    seat.offer(new FeedReader(next));
    readMany(3);
    seat.close();
    assertTrue(first.closed);
    assertTrue(next.closed);
  }

  @Test
  void shouldCatchUpWithTheFeedOnAThreadOfItsOwn() {
    readMany(5_000);
    final FeedReader reader = new FeedReader(new Numbers());
    final CatchUp catchUp = new CatchUp(reader, seat, () -> {});
    catchUp.start();
    final long deadline = System.nanoTime() + 10_000_000_000L;
    while (!catchUp.ended() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(Progress.Kind.DONE, catchUp.progress().kind(), catchUp.progress()::reason);
    assertTrue(reader.count() <= 5_000);
    seat.offer(reader);
    readMany(100);
    assertSame(reader, seat.current());
    assertNoGapAndNoRepeat();
  }

  @Test
  void shouldSayWhenASuccessorEndsBeforeItHasCaughtUp() {
    readMany(5_000);
    final Numbers next = new Numbers();
    next.end = 10;
    final CatchUp catchUp = new CatchUp(new FeedReader(next), seat, () -> {});
    catchUp.start();
    final long deadline = System.nanoTime() + 10_000_000_000L;
    while (!catchUp.ended() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals("ends after 10 events, 5000 were given out", catchUp.progress().reason());
  }
}
