package io.hairspring.feed.dbn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.testkit.TestInstruments;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbnFeedTest {
  private static final int LINE = MarketDataFeed.LINE;

  @TempDir Path folder;

  private final TestInstruments directory = new TestInstruments(3);
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LINE]);
  private final MarketEventDecoder event = new MarketEventDecoder();

  @Test
  void shouldTurnEachActionIntoItsEvent() throws IOException {
    final DbnBytes bytes =
        DbnBytes.mapping("ESH4=17077")
            .mbo('A', 'B', 1, 5_000, 10, 0x20)
            .mbo('M', 'A', 2, 6_000, 11, 0x80)
            .mbo('C', 'B', 3, 7_000, 12, 0xa0)
            .mbo('R', 'N', 0, Long.MAX_VALUE, 0, 0)
            .mbo('T', 'A', 0, 8_000, 13, 0)
            .mbo('F', 'B', 4, 8_000, 14, 0)
            .mbo('N', 'N', 5, Long.MAX_VALUE, -1, 0)
            .mbo('\u00ff', 'N', 6, -9, 1, 0);
    try (DbnFeed feed = open(write("all.dbn", bytes.toArray()))) {
      expect(feed, MarketEventKind.ADD, Side.BID, 1, 5_000, 10, MarketEvent.FLAG_SNAPSHOT);
      expect(feed, MarketEventKind.MODIFY, Side.ASK, 2, 6_000, 11, MarketEvent.FLAG_LAST);
      expect(
          feed,
          MarketEventKind.CANCEL,
          Side.BID,
          3,
          7_000,
          12,
          MarketEvent.FLAG_LAST | MarketEvent.FLAG_SNAPSHOT);
      expect(feed, MarketEventKind.CLEAR, Side.NONE, 0, Price.NONE, 0, 0);
      expect(feed, MarketEventKind.TRADE, Side.ASK, 0, 8_000, 13, 0);
      expect(feed, MarketEventKind.TRADE, Side.BID, 4, 8_000, 14, MarketEvent.FLAG_RESTING);
      expect(feed, MarketEventKind.STATUS, Side.NONE, 5, Price.NONE, 0, 0);
      expect(feed, MarketEventKind.STATUS, Side.NONE, 6, -9, 1, 0);
      assertEquals(MarketDataFeed.END, feed.read(buffer, 0));
      assertEquals(MarketDataFeed.END, feed.read(buffer, 0));
      assertEquals(8, feed.recordsRead());
      for (final char action : "AMCRTFN\u00ff".toCharArray()) {
        assertEquals(1, feed.count(action), "count of " + action);
      }
      assertEquals(0, feed.count('\u2000'));
      assertTrue(feed.finite());
    }
    assertEquals(List.of(new Instrument(0, "ESH4", 0)), directory.all());
  }

  private void expect(
      DbnFeed feed, MarketEventKind kind, Side side, long id, long price, int size, int flags) {
    buffer.setMemory(0, LINE, (byte) 0x55);
    assertEquals(LINE, feed.read(buffer, 0));
    event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    assertEquals(kind, MarketEventKind.of(event.kind()));
    assertEquals(side, Side.of(event.side()));
    assertEquals(id, event.orderId());
    assertEquals(price, event.price());
    assertEquals(size, event.quantity());
    assertEquals(flags, event.flags());
    assertEquals(1_000_000 + id, event.exchangeNanos());
    assertEquals(
        List.of(0L, 0L, 0L, 0L, 0L),
        List.of(
            event.sequence(),
            event.receiveNanos(),
            (long) event.instrument(),
            (long) event.source(),
            (long) event.reserved()));
  }

  @Test
  void shouldReadFilesInTheOrderGivenPlainOrCompressed() throws IOException {
    final DbnBytes first = DbnBytes.mapping("ESH4=17077").add(1, 1, 1).add(2, 1, 1);
    final DbnBytes second = DbnBytes.mapping("ESH4=17077").add(3, 1, 1);
    // What a file is says its content, not its name.
    final String plain = write("b.zst", first.toArray());
    final String compressed = write("a.dbn", Zstd.compress(second.toArray()));
    assertEquals(List.of(1L, 2L, 3L, 1L, 2L), orderIds(plain + "," + compressed + "," + plain));
    assertEquals(List.of(3L, 1L, 2L), orderIds(compressed + "," + plain));
    assertEquals(1, directory.all().size());
  }

  @Test
  void shouldReadSeveralZstdFramesAsOneStream() throws IOException {
    final byte[] all = DbnBytes.mapping("ESH4=17077").add(1, 1, 1).add(2, 1, 1).toArray();
    final byte[] head = Zstd.compress(Arrays.copyOf(all, all.length - 60));
    final byte[] tail = Zstd.compress(Arrays.copyOfRange(all, all.length - 60, all.length));
    final byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    assertEquals(List.of(1L, 2L), orderIds(write("frames", both)));
  }

  @Test
  void shouldGoOverAFileWithoutRecords() throws IOException {
    final String none = write("none", DbnBytes.mapping("ESH4=17077").toArray());
    final String one = write("one", DbnBytes.mapping("ESH4=17077").add(1, 1, 1).toArray());
    assertEquals(List.of(1L), orderIds(none + "," + one + "," + none));
  }

  @Test
  void shouldSkipAndCountRecordsOfOtherTypes() throws IOException {
    final DbnBytes bytes = DbnBytes.mapping("ESH4=17077").other(4).add(1, 1, 1);
    for (int i = 0; i < 200; i++) {
      bytes.other(10);
    }
    bytes.add(2, 1, 1).other(255);
    try (DbnFeed feed = open(write("mixed", bytes.toArray()))) {
      int events = 0;
      int idle = 0;
      for (int read = feed.read(buffer, 0);
          read != MarketDataFeed.END;
          read = feed.read(buffer, 0)) {
        events += read == LINE ? 1 : 0;
        idle += read == MarketDataFeed.NOTHING ? 1 : 0;
      }
      assertEquals(2, events);
      assertEquals(3, idle, "a long row of them must not hold up the agent");
      assertEquals(202, feed.skipped());
      assertEquals(204, feed.recordsRead());
    }
  }

  @Test
  void shouldReportARecordTruncatedAtEveryByte() throws IOException {
    final DbnBytes bytes = DbnBytes.mapping("ESH4=17077").add(1, 1, 1);
    final int second = bytes.length();
    final byte[] whole = bytes.add(2, 1, 1).toArray();
    for (int got = 1; got < DbnBytes.RECORD; got++) {
      final byte[] cut = Arrays.copyOf(whole, second + got);
      for (final byte[] content : List.of(cut, Zstd.compress(cut))) {
        final String name = write("cut", content);
        try (DbnFeed feed = open(name)) {
          assertEquals(LINE, feed.read(buffer, 0));
          final FeedException e =
              assertThrows(FeedException.class, () -> feed.read(buffer, 0), "cut at " + got);
          assertEquals(
              name
                  + ": truncated in the record at byte "
                  + second
                  + " of the decompressed stream, expected 56 bytes, got "
                  + got,
              e.getMessage());
          assertEquals(1, feed.recordsRead());
          assertEquals(MarketDataFeed.END, feed.read(buffer, 0), "the feed ended");
        }
      }
    }
  }

  @Test
  void shouldNotGoOnWithTheNextFileAfterAFault() throws IOException {
    final byte[] whole = DbnBytes.mapping("ESH4=17077").add(1, 1, 1).toArray();
    final String cut = write("cut", Arrays.copyOf(whole, whole.length - 1));
    try (DbnFeed feed = open(cut + "," + write("whole", whole))) {
      assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      assertEquals(MarketDataFeed.END, feed.read(buffer, 0));
    }
  }

  @Test
  void shouldKeepWhatWasReadBeforeCorruptZstd() throws IOException {
    final DbnBytes bytes = DbnBytes.mapping("ESH4=17077").add(1, 1, 1);
    final byte[] good = Zstd.compress(bytes.toArray());
    final byte[] bad = Arrays.copyOf(good, good.length + 9);
    bad[good.length] = 0x28;
    final String name = write("bad", bad);
    try (DbnFeed feed = open(name)) {
      assertEquals(LINE, feed.read(buffer, 0));
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      final String start = name + ": corrupt or truncated zstd after byte ";
      assertTrue(e.getMessage().startsWith(start), e.getMessage());
      assertTrue(
          e.getMessage()
              .substring(start.length())
              .matches(
                  "[0-9]+ of the decompressed stream, expected whole zstd frames \\(RFC 8878\\) to"
                      + " the end of the file: .+"),
          e.getMessage());
      assertEquals(1, feed.recordsRead());
    }
  }

  @Test
  void shouldReportARecordOfAnImpossibleLength() throws IOException {
    final byte[] whole = DbnBytes.mapping("ESH4=17077").add(1, 1, 1).toArray();
    final int record = whole.length - DbnBytes.RECORD;
    whole[record] = 3;
    assertFault(whole, "the record at byte " + record, "of 12 bytes, expected at least 16");
    whole[record] = 13;
    assertFault(whole, "the record at byte " + record, "of 52 bytes, expected at least 56");
  }

  @Test
  void shouldReportAnInstrumentThatTheHeaderDoesNotMap() throws IOException {
    assertFault(
        DbnBytes.mapping("ESH4=17077").mbo(99, 'A', 'B', 1, 1, 1, 0).toArray(),
        "is of instrument id 99, expected one that the header maps to a symbol",
        "the record at byte ");
  }

  @Test
  void shouldFindTheInstrumentOfAReassignedIdByTheDayOfTheRecord() throws IOException {
    final DbnBytes bytes =
        DbnBytes.mapping(
                "AAPL=31@20231225-20231226/38@20231226-20231227", "ABNB=31@20231226-20231227")
            .receivedOn("2023-12-25")
            .mbo(31, 'A', 'B', 1, 1, 1, 0)
            .receivedOn("2023-12-26")
            .mbo(31, 'A', 'B', 2, 1, 1, 0)
            .mbo(38, 'A', 'B', 3, 1, 1, 0)
            .receivedOn("2023-12-27")
            .mbo(31, 'A', 'B', 4, 1, 1, 0);
    final List<String> symbols = new ArrayList<>();
    try (DbnFeed feed = open(write("days", bytes.toArray()))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(LINE, feed.read(buffer, 0));
        event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        symbols.add(directory.all().get(event.instrument()).symbol());
      }
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      assertTrue(e.getMessage().contains("is of instrument id 31, expected one"), e.getMessage());
    }
    assertEquals(List.of("AAPL", "ABNB", "AAPL"), symbols);
  }

  @Test
  void shouldRefuseARecordThatStandsForMoreThanOneOrder() throws IOException {
    final DbnBytes bytes = DbnBytes.mapping("ESH4=17077");
    final int first = bytes.length();
    assertFault(
        bytes.mbo('A', 'B', 1, 1, 1, 0xc0).toArray(),
        "the record at byte " + first + " of the decompressed stream has flags 0xc0",
        "expected single orders");
    assertFault(
        DbnBytes.mapping("ESH4=17077").mbo('A', 'B', 1, 1, 1, 0x90).toArray(), "has flags 0x90");
  }

  @Test
  void shouldRefuseASecondPublisherOfAnInstrumentAndKeepWhatCameBefore() throws IOException {
    final DbnBytes bytes =
        DbnBytes.mapping("A=7", "B=8")
            .mbo(7, 'A', 'B', 1, 1, 1, 0)
            .publishedBy(259)
            .mbo(8, 'A', 'B', 1, 1, 1, 0);
    final int third = bytes.length();
    try (DbnFeed feed = open(write("two", bytes.mbo(7, 'A', 'B', 2, 1, 1, 0).toArray()))) {
      assertEquals(LINE, feed.read(buffer, 0));
      assertEquals(LINE, feed.read(buffer, 0));
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      assertTrue(
          e.getMessage()
              .endsWith(
                  "the record at byte "
                      + third
                      + " of the decompressed stream is of publisher 259, but instrument id 7 was"
                      + " of publisher 1 before, expected the orders of one venue"),
          e.getMessage());
    }
  }

  @Test
  void shouldReportASizeThatDoesNotFit() throws IOException {
    assertFault(
        DbnBytes.mapping("ESH4=17077").add(1, 1, Integer.MIN_VALUE).toArray(),
        "has size 2147483648, expected at most 2147483647",
        "the record at byte ");
  }

  private void assertFault(byte[] content, String... parts) throws IOException {
    try (DbnFeed feed = open(write("fault", content))) {
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      for (final String part : parts) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
      assertEquals(0, feed.recordsRead());
    }
  }

  @Test
  void shouldNotAllocatePerRecord() throws IOException {
    final DbnBytes bytes = DbnBytes.mapping("ESH4=17077");
    while (bytes.length() < 60_000) {
      bytes.add(bytes.length(), 1, 1);
    }
    final String name = write("many", Zstd.compress(bytes.toArray()));
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (DbnFeed feed = open(name)) {
      feed.read(buffer, 0);
      feed.read(buffer, 0);
      threads.getCurrentThreadAllocatedBytes();
      final long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        feed.read(buffer, 0);
      }
      assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
      assertEquals(1_002, feed.recordsRead());
    }
  }

  private List<Long> orderIds(String paths) {
    final List<Long> ids = new ArrayList<>();
    try (DbnFeed feed = open(paths)) {
      while (feed.read(buffer, 0) == LINE) {
        event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        ids.add(event.orderId());
      }
    }
    return ids;
  }

  private DbnFeed open(String paths) {
    return (DbnFeed) new DbnFeedProvider().open("dbn:" + paths, directory);
  }

  private String write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }
}
