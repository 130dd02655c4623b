package io.hairspring.feed.replay;

import static io.hairspring.api.market.MarketDataFeed.END;
import static io.hairspring.api.market.MarketDataFeed.LINE;
import static io.hairspring.api.market.MarketDataFeed.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.testkit.PlatformAssertions;
import io.hairspring.testkit.TestInstruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFeedTest {
  private static final String ONE = "instruments: 0=A/1";

  @TempDir Path folder;

  private final TestInstruments directory = new TestInstruments(8);
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LINE]);
  private final MarketEventDecoder event = new MarketEventDecoder();

  @Test
  void shouldGiveTheEventAsItWasRecordedWithoutSequenceAndTimeOfReceipt() throws IOException {
    new SmallJournal().opens(ONE).event(11, 0).write(folder);
    try (MarketDataFeed feed = open("")) {
      assertEquals(LINE, feed.read(buffer, 0));
      event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
      assertEquals(0, event.sequence());
      assertEquals(1_011, event.exchangeNanos());
      assertEquals(0, event.receiveNanos());
      assertEquals(11, event.orderId());
      assertEquals(-5, event.price());
      assertEquals(3, event.quantity());
      assertEquals(0, event.instrument());
      assertEquals(1, event.kind());
      assertEquals(2, event.side());
      assertEquals(1, event.flags());
      assertEquals(END, feed.read(buffer, 0));
      assertTrue(feed.finite());
    }
  }

  @Test
  void shouldGiveTheLastSessionThatHasEventsWhenNoneIsNamed() throws IOException {
    sessions().opens(ONE).closes().write(folder);
    assertEquals(List.of(3L, 4L), orderIds(""));
  }

  @Test
  void shouldGiveTheSessionThatIsNamed() throws IOException {
    sessions().write(folder);
    assertEquals(List.of(1L, 2L), orderIds("?session=1"));
    assertEquals(List.of(3L, 4L), orderIds("?session=2"));
  }

  private static SmallJournal sessions() {
    return new SmallJournal()
        .event(9, 0)
        .opens(ONE)
        .event(1, 0)
        .event(2, 0)
        .closes()
        .event(9, 0)
        .opens(ONE)
        .event(3, 0)
        .event(4, 0)
        .closes()
        .event(9, 0);
  }

  @Test
  void shouldGiveInstrumentsTheIndexThatTheyHaveNow() throws IOException {
    directory.register("Z", 1);
    directory.register("B", 1);
    new SmallJournal()
        .opens("instruments: 0=A/1", "1=B/1")
        .event(1, 0)
        .event(2, 1)
        .event(3, 0)
        .write(folder);
    final List<Integer> indexes = new ArrayList<>();
    try (MarketDataFeed feed = open("")) {
      while (feed.read(buffer, 0) == LINE) {
        indexes.add(event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()).instrument());
      }
    }
    assertEquals(List.of(2, 1, 2), indexes);
  }

  @Test
  void shouldNotBeConfusedByWhatIsNotedBetweenTheNotesOfInstruments() throws IOException {
    new SmallJournal()
        .opens("instruments: 0=A/1")
        .control(ControlKind.FAULT, 0, "the journal does not keep up")
        .control(ControlKind.CONFIGURATION, 1, "1=B/1")
        .event(1, 1)
        .write(folder);
    assertEquals(List.of(1L), orderIds(""));
  }

  @Test
  void shouldSkipAndCountOtherLines() throws IOException {
    new SmallJournal().opens(ONE).event(1, 0).records(200).event(2, 0).write(folder);
    try (MarketDataFeed feed = open("")) {
      int events = 0;
      int idle = 0;
      for (int read = feed.read(buffer, 0); read != END; read = feed.read(buffer, 0)) {
        events += read == LINE ? 1 : 0;
        idle += read == NOTHING ? 1 : 0;
      }
      assertEquals(2, events);
      assertEquals(3, idle, "a long row of them must not hold up the agent");
      assertTrue(feed.recordsRead() > 203, "lines up to the last event: " + feed.recordsRead());
    }
  }

  @Test
  void shouldGiveWhatThereIsOfASessionWhoseWriterDied() throws IOException {
    new SmallJournal().opens(ONE).event(1, 0).event(2, 0).write(folder);
    assertEquals(List.of(1L, 2L), orderIds(""));
  }

  @Test
  void shouldEndAfterTheLastEventBeforeADamageAndSayWhereItIs() throws IOException {
    final SmallJournal journal = new SmallJournal().opens(ONE).event(1, 0).event(2, 0);
    final int block = journal.records(4).nextBlock();
    final byte[] bytes = journal.event(3, 0).closes().bytes();
    bytes[SmallJournal.startOfBlock(block) + 150]++;
    final Path file = Files.write(folder.resolve("20260101-000000T.cq4"), bytes);
    assertBreaksOff(
        file
            + " at "
            + SmallJournal.startOfBlock(block)
            + ": damaged: block "
            + (block + 1)
            + " does not have its hash");
  }

  @Test
  void shouldEndAfterTheLastEventBeforeTheFileIsCutOff() throws IOException {
    final SmallJournal journal = new SmallJournal().opens(ONE).event(1, 0).event(2, 0);
    final int cut = SmallJournal.startOfBlock(journal.records(4).nextBlock());
    final byte[] bytes = journal.event(3, 0).closes().records(9).bytes();
    Files.write(folder.resolve("20260101-000000T.cq4"), Arrays.copyOf(bytes, cut + 100));
    assertBreaksOff("cut off or overwritten");
  }

  private void assertBreaksOff(String why) {
    try (MarketDataFeed feed = open("")) {
      assertEquals(LINE, feed.read(buffer, 0));
      assertEquals(LINE, feed.read(buffer, 0));
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      assertTrue(e.getMessage().endsWith(why), e.getMessage());
    }
  }

  @Test
  void shouldNotMindADamageBehindTheSessionThatIsNamed() throws IOException {
    final byte[] bytes = sessions().records(8).bytes();
    bytes[bytes.length - 1]++;
    Files.write(folder.resolve("20260101-000000T.cq4"), bytes);
    assertEquals(List.of(1L, 2L), orderIds("?session=1"));
  }

  @Test
  void shouldReportAnEventOfAnInstrumentThatTheSessionDoesNotName() throws IOException {
    new SmallJournal().opens(ONE).event(1, 0).event(2, 7).write(folder);
    try (MarketDataFeed feed = open("")) {
      assertEquals(LINE, feed.read(buffer, 0));
      final FeedException e = assertThrows(FeedException.class, () -> feed.read(buffer, 0));
      assertTrue(
          e.getMessage()
              .endsWith(" is of instrument 7, expected one of the 1 that its session names"),
          e.getMessage());
      assertEquals(END, feed.read(buffer, 0));
    }
  }

  @Test
  void shouldSayHowManyEventsNeverCameToTheJournal() throws IOException {
    new SmallJournal().opens(ONE).event(1, 0).lost(5).event(2, 0).write(folder);
    final List<String> said = new ArrayList<>();
    final Logger log = Logger.getLogger(ReplayFeedProvider.class.getName());
    final Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.setUseParentHandlers(false);
    log.addHandler(handler);
    try {
      assertEquals(List.of(1L, 2L), orderIds(""));
    } finally {
      log.removeHandler(handler);
      log.setUseParentHandlers(true);
    }
    assertEquals(
        List.of(
            "replay:"
                + folder
                + ": session 1 lacks 5 market events that did not come to the journal; books may be"
                + " wrong after each gap"),
        said);
  }

  @Test
  void shouldEndWhereTheSessionEndedWhenItWasOpened() throws IOException {
    final SmallJournal journal = new SmallJournal().opens(ONE).event(1, 0).records(2);
    journal.write(folder);
    try (MarketDataFeed feed = open("")) {
      journal.event(2, 0).write(folder);
      assertEquals(LINE, feed.read(buffer, 0));
      assertEquals(END, feed.read(buffer, 0));
    }
  }

  @Test
  void shouldNotAllocatePerLine() throws IOException {
    final SmallJournal journal = new SmallJournal().opens(ONE);
    for (int i = 0; i < 12_000; i++) {
      journal.event(i, 0);
    }
    journal.write(folder);
    try (MarketDataFeed feed = open("")) {
      PlatformAssertions.assertNoAllocation(1_000, () -> feed.read(buffer, 0));
      assertEquals(LINE, feed.read(buffer, 0), "there are more lines than were read");
    }
  }

  private List<Long> orderIds(String options) {
    final List<Long> ids = new ArrayList<>();
    try (MarketDataFeed feed = open(options)) {
      while (feed.read(buffer, 0) == LINE) {
        ids.add(event.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()).orderId());
      }
    }
    return ids;
  }

  private MarketDataFeed open(String options) {
    return new ReplayFeedProvider().open("replay:" + folder + options, directory);
  }
}
