package io.hairspring.feed.dbn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.testkit.TestInstruments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays two recorded days of CME ES futures, whose book at the end is known. */
class RecordedMarketTest {
  private static final Path DATA = Path.of(System.getProperty("hairspring.data", ""), "dbn");
  private static final String DAY_1 =
      DATA.resolve("esh4-glbx-mdp3-20231224.mbo.dbn.zst").toString();
  private static final String DAY_2 =
      DATA.resolve("esh4-glbx-mdp3-20231225.mbo.dbn.zst").toString();

  private final TestInstruments directory = new TestInstruments(1);
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
  private final MarketEventDecoder event = new MarketEventDecoder();
  private final ArrayOrderBook book = new ArrayOrderBook(0, 1 << 15, 1 << 12);

  @BeforeEach
  void needsTheData() {
    Assumptions.assumeTrue(
        Files.exists(Path.of(DAY_1)) && Files.exists(Path.of(DAY_2)),
        "no recorded data in " + DATA + "; set -Dhairspring.data");
  }

  @Test
  void shouldCountTheRecordsOfTheFirstDay() {
    final DbnFeed feed = replay(DAY_1);
    assertEquals(8_725, feed.recordsRead());
    assertEquals(8_725, feed.count('A'));
  }

  @Test
  void shouldCountTheActionsOfTheSecondDay() {
    final DbnFeed feed = replay(DAY_2);
    assertEquals(68_792, feed.recordsRead());
    assertEquals(29_216, feed.count('A'));
    assertEquals(17_999, feed.count('C'));
    assertEquals(12_233, feed.count('M'));
    assertEquals(2_973, feed.count('T'));
    assertEquals(6_371, feed.count('F'));
    assertEquals(0, feed.skipped());
  }

  @Test
  void shouldEndWithTheKnownBook() {
    final DbnFeed feed = replay(DAY_1 + "," + DAY_2);
    assertEquals(8_725 + 68_792, feed.recordsRead());
    assertEquals(List.of(new Instrument(0, "ESH4", 0)), directory.all());
    // The record's event time; it was received at 1703548799446821072.
    assertEquals(1_703_548_799_446_724_905L, event.exchangeNanos());
    assertEquals(922, book.depth(Side.BID));
    assertEquals(565, book.depth(Side.ASK));
    assertEquals(4_810_000_000_000L, book.bestBid());
    assertEquals(4_810_250_000_000L, book.bestAsk());
    assertEquals(0, book.unknownOrders());
    assertEquals(0, book.capacityRejects());
    assertEquals(0, book.invalidEvents());
  }

  private DbnFeed replay(String paths) {
    final DbnFeed feed = (DbnFeed) new DbnFeedProvider().open("dbn:" + paths, directory);
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    try (feed) {
      while (feed.read(buffer, 0) == MarketDataFeed.LINE) {
        event.wrapAndApplyHeader(buffer, 0, header);
        book.apply(
            MarketEventKind.of(event.kind()),
            Side.of(event.side()),
            event.orderId(),
            event.price(),
            event.quantity());
      }
    }
    return feed;
  }
}
