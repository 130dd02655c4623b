package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.ring.LineRing;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class FeedAgentTest {
  private static final long MICROSECOND = 1_000;

  private final SetClock clock = new SetClock();
  private final LineRing market = new LineRing(4);
  private final JournalTaps journal = new JournalTaps(Overflow.BLOCK, 64, 64, 64);

  /** Events one microsecond apart; what happens after the last is the test's to say. */
  private static class Source implements MarketDataFeed {
    private final int events;
    private final RuntimeException failure;
    private int read;
    private boolean closed;

    Source(int events, RuntimeException failure) {
      this.events = events;
      this.failure = failure;
    }

    @Override
    public int read(MutableDirectBuffer buffer, int offset) {
      if (read == events) {
        if (failure != null) {
          throw failure;
        }
        return END;
      }
      write(buffer, offset, read++);
      return LINE;
    }

    void write(MutableDirectBuffer buffer, int offset, int number) {
      Lines.event(buffer, offset, number * MICROSECOND);
    }

    @Override
    public boolean finite() {
      return true;
    }

    @Override
    public long recordsRead() {
      return read;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private FeedAgent agent(Source source, Pace pace, LineRing tap) {
    return new FeedAgent("test:", source, pace, clock, market, tap, journal);
  }

  @Test
  void shouldNumberEventsFromOneAndStampThemWhenSentAsFastAsPossible() {
    clock.now = 77;
    final FeedAgent agent = agent(new Source(2, null), Pace.fast(), null);
    assertEquals(2, agent.doWork());
    assertEquals(1, Lines.first(market).sequence());
    assertEquals(77, Lines.first(market).receiveNanos());
    market.release();
    assertEquals(2, Lines.first(market).sequence());
    assertTrue(agent.status().ended());
    assertEquals(2, agent.status().events());
    assertEquals("", agent.status().failure());
  }

  @Test
  void shouldWaitForAJournalThatMustNotMissAnything() {
    final JournalTaps small = new JournalTaps(Overflow.BLOCK, 2, 2, 2);
    final FeedAgent agent =
        new FeedAgent("test:", new Source(3, null), Pace.fast(), clock, market, null, small);
    assertEquals(2, agent.doWork());
    assertEquals(2, market.produced());
    assertEquals(1, agent.status().backPressured());
  }

  @Test
  void shouldNotWaitForAJournalThatMayMissSomething() {
    final JournalTaps small = new JournalTaps(Overflow.DROP, 2, 2, 2);
    final FeedAgent agent =
        new FeedAgent("test:", new Source(3, null), Pace.fast(), clock, market, null, small);
    assertEquals(3, agent.doWork());
    assertEquals(1, small.market().lost());
  }

  @Test
  void shouldSendAtTheRecordedDistances() {
    final FeedAgent agent = agent(new Source(3, null), Pace.recorded(), null);
    clock.now = 500;
    agent.doWork();
    assertEquals(1, market.produced());
    clock.now = 500 + MICROSECOND - 1;
    agent.doWork();
    assertEquals(1, market.produced());
    clock.now = 500 + 2 * MICROSECOND + 40;
    agent.doWork();
    assertEquals(3, market.produced());
    market.release(2);
    assertEquals(500 + 2 * MICROSECOND, Lines.first(market).receiveNanos());
  }

  /** Each time is of one event; those of a snapshot are negative. */
  private FeedAgent recorded(long... times) {
    final Source source =
        new Source(times.length, null) {
          @Override
          void write(MutableDirectBuffer buffer, int offset, int number) {
            final long time = times[number];
            final int flags = time < 0 ? MarketEvent.FLAG_SNAPSHOT : 0;
            Lines.event(buffer, offset, Math.abs(time), flags);
          }
        };
    return agent(source, Pace.recorded(), null);
  }

  @Test
  void shouldSendASnapshotAtOnceAndCountDistancesFromWhatHappensFirst() {
    final long hours = 33L * 3_600_000_000_000L;
    final FeedAgent agent = recorded(-5, -7, hours, hours + MICROSECOND);
    clock.now = 500;
    agent.doWork();
    assertEquals(3, market.produced());
    assertEquals(500, Lines.first(market).receiveNanos());
    market.release(2);
    assertEquals(500, Lines.first(market).receiveNanos());
    market.release(1);
    clock.now = 500 + MICROSECOND;
    agent.doWork();
    assertEquals(500 + MICROSECOND, Lines.first(market).receiveNanos());
  }

  @Test
  void shouldSendALaterSnapshotAtOnceAndKeepTheDistancesBehindIt() {
    final FeedAgent agent = recorded(9 * MICROSECOND, -1, 11 * MICROSECOND);
    clock.now = 40;
    agent.doWork();
    assertEquals(2, market.produced());
    market.release(1);
    assertEquals(40, Lines.first(market).receiveNanos());
    market.release(1);
    clock.now = 5 * MICROSECOND;
    agent.doWork();
    assertEquals(40 + 2 * MICROSECOND, Lines.first(market).receiveNanos());
  }

  @Test
  void shouldKeepDueTimesOfAFixedRateWhenItIsLate() {
    final FeedAgent agent = agent(new Source(4, null), Pace.fixedRate(3), null);
    clock.now = 0;
    agent.doWork();
    clock.now = 5_000_000_000L;
    agent.doWork();
    market.release(3);
    assertEquals(1_000_000_000L, Lines.first(market).receiveNanos());
  }

  @Test
  void shouldHoldTheFeedWhenTheRingIsFullAndLoseNothing() {
    final FeedAgent agent = agent(new Source(6, null), Pace.fast(), null);
    agent.doWork();
    assertEquals(4, agent.status().events());
    assertEquals(1, agent.status().backPressured());
    market.release(4);
    agent.doWork();
    assertEquals(6, agent.status().events());
    assertEquals(5, Lines.first(market).sequence());
  }

  @Test
  void shouldHoldTheFeedWhenTheTapIsFull() {
    final LineRing tap = new LineRing(2);
    final FeedAgent agent = agent(new Source(3, null), Pace.fast(), tap);
    agent.doWork();
    assertEquals(2, market.produced());
    assertEquals(2, tap.produced());
    tap.release(1);
    agent.doWork();
    assertEquals(3, market.produced());
    assertEquals(2, Lines.first(tap).sequence());
  }

  @Test
  void shouldMoveDueTimesByTheLengthOfAPause() {
    final FeedAgent agent = agent(new Source(3, null), Pace.recorded(), null);
    agent.doWork();
    agent.pause(true);
    agent.doWork();
    assertTrue(agent.paused());
    clock.now = 10 * MICROSECOND;
    assertEquals(0, agent.doWork());
    agent.pause(false);
    agent.doWork();
    assertFalse(agent.paused());
    assertEquals(1, market.produced());
    clock.now = 11 * MICROSECOND;
    agent.doWork();
    assertEquals(2, market.produced());
    market.release(1);
    assertEquals(11 * MICROSECOND, Lines.first(market).receiveNanos());
  }

  @Test
  void shouldEndWithTheReasonWhenTheSourceIsBrokenAndKeepWhatWasRead() {
    final FeedAgent agent =
        agent(new Source(2, new FeedException("x.dbn: truncated at byte 99")), Pace.fast(), null);
    agent.doWork();
    assertEquals(2, agent.status().events());
    assertEquals(2, agent.status().recordsRead());
    assertTrue(agent.status().ended());
    assertEquals("x.dbn: truncated at byte 99", agent.status().failure());
  }

  @Test
  void shouldCloseTheSourceWhenItsThreadEnds() {
    final Source source = new Source(1, null);
    agent(source, Pace.fast(), null).onClose();
    assertTrue(source.closed);
  }

  @Test
  void shouldSendNoTwoEventsCloserTogetherThanAThrottleSays() {
    final FeedAgent agent = agent(new Source(4, null), Pace.recorded(), null);
    agent.throttle(10 * MICROSECOND);
    clock.now = 1;
    agent.doWork();
    assertEquals(1, agent.sent());
    clock.now = 9 * MICROSECOND;
    agent.doWork();
    assertEquals(1, agent.sent());
    assertEquals(1 + 10 * MICROSECOND, agent.dueNanos());
    clock.now = 20 * MICROSECOND;
    agent.doWork();
    assertEquals(2, agent.sent());
    agent.throttle(0);
    clock.now = 31 * MICROSECOND;
    agent.doWork();
    assertEquals(4, agent.sent());
  }
}
