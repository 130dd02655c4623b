package io.hairspring.feed.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.Instrument;
import io.hairspring.testkit.TestInstruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFeedProviderTest {
  @TempDir Path folder;

  private final TestInstruments directory = new TestInstruments(3);

  @Test
  void shouldReportAnotherScheme() {
    assertEquals("dbn:x: not a feed of replay:DIR[?session=N]", refusal("dbn:x"));
  }

  @Test
  void shouldReportThatNoJournalIsNamed() {
    for (final String uri : List.of("replay:", "replay: ", "replay:?session=1")) {
      assertEquals(uri + ": no journal is named, expected replay:DIR[?session=N]", refusal(uri));
    }
  }

  @Test
  void shouldReportWhatIsNoPath() {
    assertTrue(refusal("replay:a\0b").contains(": not a path: "));
  }

  @Test
  void shouldReportAnOptionThatThereIsNot() {
    assertEquals(
        "replay:x?speed=2: unknown option 'speed=2', expected session=N",
        refusal("replay:x?speed=2"));
  }

  @Test
  void shouldReportASessionThatIsNoNumber() {
    for (final String value : List.of("", "0", "-1", "all", "99999999999")) {
      assertEquals(
          "replay:x?session="
              + value
              + ": option session is '"
              + value
              + "', expected a whole number from 1",
          refusal("replay:x?session=" + value));
    }
  }

  @Test
  void shouldReportThatThereIsNoSuchDirectory() {
    final Path missing = folder.resolve("missing");
    assertEquals(
        missing + " is not a directory; a journal's is needed", refusal("replay:" + missing));
  }

  @Test
  void shouldReportThatThereIsNoJournalAndNameTheRunsBelow() throws IOException {
    assertEquals(folder + " holds no journal", refusal("replay:" + folder));
    new SmallJournal().write(Files.createDirectory(folder.resolve("run-1")));
    assertEquals(
        folder + " holds no journal; name one of its runs: run-1", refusal("replay:" + folder));
  }

  @Test
  void shouldReportASessionThatIsNotThere() throws IOException {
    new SmallJournal().opens().event(1, 0).closes().opens().closes().write(folder);
    assertEquals(
        folder + ": there is no session 3, expected one from 1 to 2",
        refusal("replay:" + folder + "?session=3"));
  }

  @Test
  void shouldReportASessionWithoutMarketEvents() throws IOException {
    new SmallJournal().opens().records(3).closes().opens().event(1, 0).write(folder);
    assertEquals(
        folder + ": session 1 has no market events", refusal("replay:" + folder + "?session=1"));
  }

  @Test
  void shouldReportAJournalWithoutMarketEvents() throws IOException {
    new SmallJournal().opens().records(3).closes().event(9, 0).write(folder);
    assertEquals(folder + ": no session in it has market events", refusal("replay:" + folder));
  }

  @Test
  void shouldReportADamageBeforeTheFirstEvent() throws IOException {
    final byte[] bytes = new SmallJournal().opens().event(1, 0).bytes();
    bytes[200]++;
    Files.write(folder.resolve("20260101-000000T.cq4"), bytes);
    final String message = refusal("replay:" + folder);
    assertTrue(
        message.startsWith(folder + ": no session in it has market events before the damage: "),
        message);
    assertTrue(message.endsWith("block 1 does not have its hash"), message);
  }

  @Test
  void shouldRegisterTheInstrumentsOfTheSession() throws IOException {
    new SmallJournal()
        .opens("instruments: 0=OLD/1")
        .event(1, 0)
        .closes()
        .opens("instruments: 0=ESH4/250000000", "1=ES 12/24/0")
        .event(1, 1)
        .write(folder);
    open("replay:" + folder);
    assertEquals(
        List.of(new Instrument(0, "ESH4", 250_000_000), new Instrument(1, "ES 12/24", 0)),
        directory.all());
  }

  @Test
  void shouldReportThatThereIsNoRoomForAnInstrument() throws IOException {
    new SmallJournal().opens("instruments: 0=A/1 1=B/1 2=C/1 3=D/1").event(1, 0).write(folder);
    final String uri = "replay:" + folder;
    assertEquals(
        uri + ": no room for instrument D: the directory holds 3 instruments", refusal(uri));
  }

  @Test
  void shouldOpenWhatTheSecondOfTwoFilesHas() throws IOException {
    final byte[] bytes = new SmallJournal().opens("instruments: 0=A/1").event(1, 0).bytes();
    final int second = SmallJournal.startOfBlock(1);
    Files.write(folder.resolve("20260101-000000T.cq4"), Arrays.copyOf(bytes, second));
    Files.write(
        folder.resolve("20260101-000001T.cq4"), Arrays.copyOfRange(bytes, second, bytes.length));
    open("replay:" + folder);
    assertEquals(1, directory.all().size());
  }

  private void open(String uri) {
    new ReplayFeedProvider().open(uri, directory).close();
  }

  private String refusal(String uri) {
    return assertThrows(FeedException.class, () -> open(uri)).getMessage();
  }
}
