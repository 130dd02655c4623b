package io.hairspring.feed.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticFeedTest {

  @Property(tries = 30)
  void shouldOnlyMakeEventsThatABookCanFollow(
      @ForAll Regime regime, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    final NaiveBook[] books = new NaiveBook[count];
    for (int i = 0; i < count; i++) {
      books[i] = new NaiveBook();
    }
    final long[] updateNanos = {SyntheticFeed.FIRST_NANOS};
    final boolean[] updateEnded = {true};
    Sample.forEach(
        "synthetic:" + name(regime) + "?seed=" + seed + "&instruments=" + count,
        20_000,
        event -> {
          final NaiveBook book = books[event.instrument()];
          book.apply(event);
          assertTrue(book.size() <= LiveOrders.CAPACITY, "bounded");
          assertTrue(!book.twoSided() || book.spread() > 0, "crossed or locked");
          assertTrue(event.exchangeNanos() >= updateNanos[0], "time goes on");
          assertTrue(
              updateEnded[0] || event.exchangeNanos() == updateNanos[0], "an update has one time");
          assertEquals(0, event.sequence());
          assertEquals(0, event.receiveNanos());
          updateNanos[0] = event.exchangeNanos();
          updateEnded[0] = (event.flags() & MarketEvent.FLAG_LAST) != 0;
          assertTrue(!updateEnded[0] || book.traded() == 0, "a trade is executed in its update");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "calm, a28291d2e4a381836b5e1e2ca23391c4c92004003b64887299a601a4aeef05e4",
    "volatile, 47fe52b1d310d18c20b0e4c82412ce888c701d56328e97763f075f371b89d572",
    "crash, 1686a1cfe130b184adfa6e0f2894ec4421b9bb0b79b0a18c330af7996ab88d72",
  })
  void shouldGiveTheSameBytesOnEveryMachine(String regime, String sha256) {
    assertEquals(sha256, sha256("synthetic:" + regime));
  }

  @Property(tries = 20)
  void shouldRepeatASeedAndOnlyThat(@ForAll Regime regime, @ForAll long seed) {
    final String uri = "synthetic:" + name(regime) + "?events=2000&seed=";
    assertEquals(sha256(uri + seed), sha256(uri + seed));
    assertNotEquals(sha256(uri + seed), sha256(uri + (seed ^ 1)));
  }

  @Test
  void shouldNotDependOnTheOrderOfOptions() {
    assertEquals(
        sha256("synthetic:crash?seed=-7&instruments=3&rate=5&events=500"),
        sha256("synthetic:crash?events=500&rate=5&instruments=3&seed=-7"));
  }

  @Test
  void shouldEndAfterExactlyTheEventsAsked() {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
    try (MarketDataFeed feed = Sample.open("synthetic:volatile?events=1001")) {
      assertTrue(feed.finite());
      int events = 0;
      while (feed.read(buffer, 0) == MarketDataFeed.LINE) {
        events++;
      }
      assertEquals(1_001, events);
      assertEquals(1_001, feed.recordsRead());
      assertEquals(MarketDataFeed.END, feed.read(buffer, 0));
    }
  }

  @Test
  void shouldBeEndlessWithoutALimit() {
    try (MarketDataFeed feed = Sample.open("synthetic:calm")) {
      assertFalse(feed.finite());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"calm", "volatile", "crash?instruments=64", "crash?rate=100000000"})
  void shouldNotAllocateWhileReading(String uri) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (MarketDataFeed feed = Sample.open("synthetic:" + uri)) {
      read(feed, buffer, 200_000);
      threads.getCurrentThreadAllocatedBytes();
      final long before = threads.getCurrentThreadAllocatedBytes();
      read(feed, buffer, 1_000_000);
      assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
      assertEquals(1_200_000, feed.recordsRead());
    }
  }

  private static void read(MarketDataFeed feed, UnsafeBuffer buffer, int events) {
    for (int i = 0; i < events; i++) {
      feed.read(buffer, 0);
    }
  }

  private static String name(Regime regime) {
    return regime.name().toLowerCase(Locale.ROOT);
  }

  /** Hash of the first 100,000 events, or of all. */
  private static String sha256(String uri) {
    final byte[] line = new byte[MarketDataFeed.LINE];
    final UnsafeBuffer buffer = new UnsafeBuffer(line);
    try (MarketDataFeed feed = Sample.open(uri)) {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < 100_000 && feed.read(buffer, 0) == MarketDataFeed.LINE; i++) {
        digest.update(line);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
