package io.hairspring.feed.dbn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
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

class DbnFeedProviderTest {
  @TempDir Path folder;

  private final TestInstruments directory = new TestInstruments(3);

  @Test
  void shouldReportAMissingFile() {
    assertEquals("no.dbn: no such file, expected a .dbn or .dbn.zst file", refusal("dbn:no.dbn"));
  }

  @Test
  void shouldReportAMissingSecondFileWhenOpened() throws IOException {
    final String good = write(DbnBytes.mapping("ESH4=17077").toArray());
    assertEquals(
        "no.dbn: no such file, expected a .dbn or .dbn.zst file",
        refusal("dbn:" + good + ",no.dbn"));
  }

  @Test
  void shouldReportADirectory() {
    assertEquals(
        folder + ": is a directory, expected a .dbn or .dbn.zst file", refusal("dbn:" + folder));
  }

  @Test
  void shouldReportAnEmptyPath() {
    assertEquals("dbn:: a path is empty, expected dbn:PATH[,PATH...]", refusal("dbn:"));
    assertEquals("dbn: , : a path is empty, expected dbn:PATH[,PATH...]", refusal("dbn: , "));
  }

  @Test
  void shouldReportAnotherScheme() {
    assertEquals("itch:x: not a feed of dbn:PATH[,PATH...]", refusal("itch:x"));
  }

  @Test
  void shouldReportAnEmptyFile() throws IOException {
    assertRefused(new byte[0], ": is empty, expected a .dbn or .dbn.zst file");
  }

  @Test
  void shouldNameTheByteThatIsNotDbn() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    for (int i = 0; i < 3; i++) {
      final byte[] wrong = header.clone();
      wrong[i] = 0x7a;
      final String message =
          ": not DBN: byte " + i + " is 0x7a, expected " + List.of("0x44", "0x42", "0x4e").get(i);
      assertRefused(wrong, message);
      assertRefused(Zstd.compress(wrong), message);
    }
    assertRefused(new byte[] {'x'}, ": not DBN: byte 0 is 0x78, expected 0x44 ('D')");
  }

  @Test
  void shouldReportAnotherVersion() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    header[3] = 2;
    assertRefused(header, ": DBN version 2, expected version 1");
  }

  @Test
  void shouldReportAnotherSchema() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    header[24] = 4;
    assertRefused(header, ": holds DBN schema 4, expected 0 (mbo)");
  }

  @Test
  void shouldReportAHeaderTruncatedAtEveryByte() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    for (int got = 1; got < header.length; got++) {
      final String message =
          got < 8
              ? "expected 8 bytes, got " + got
              : "expected " + (header.length - 8) + " bytes, got " + (got - 8);
      assertRefused(Arrays.copyOf(header, got), ": truncated in the header, " + message);
    }
  }

  @Test
  void shouldReportAHeaderThatStatesTooShortALength() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    final int length = header.length - 8;
    for (int stated = 0; stated < length; stated++) {
      header[4] = (byte) stated;
      assertRefused(header, ": the header's fields go beyond the length of " + stated + " bytes");
    }
  }

  @Test
  void shouldReportAHeaderThatStatesAnAbsurdLength() throws IOException {
    final byte[] header = DbnBytes.mapping("ESH4=17077").toArray();
    Arrays.fill(header, 4, 8, (byte) 0xff);
    assertRefused(header, ": the header states a length of 4294967295 bytes at byte 4");
  }

  @Test
  void shouldReportTruncatedZstd() throws IOException {
    final byte[] compressed = Zstd.compress(DbnBytes.mapping("ESH4=17077").toArray());
    assertRefused(
        Arrays.copyOf(compressed, compressed.length / 2), ": corrupt or truncated zstd after byte");
  }

  @Test
  void shouldReportAnIdThatIsNotANumber() throws IOException {
    assertRefused(
        DbnBytes.mapping("ESH4=ES").toArray(),
        ": the header maps instrument id 'ES', expected a whole number");
  }

  @Test
  void shouldReportAFullDirectory() throws IOException {
    assertRefused(
        DbnBytes.mapping("A=1", "B=2", "C=3", "D=4").toArray(),
        ": no room for instrument D: the directory holds 3 instruments");
  }

  @Test
  void shouldRegisterASymbolOnceThatChangesItsId() throws IOException {
    assertRegistered(DbnBytes.mapping("AAPL=31/32", "GONE="), "AAPL");
  }

  @Test
  void shouldRegisterTheSymbolOfAnIdAskedFor() throws IOException {
    assertRegistered(DbnBytes.header(0, 1, "17077=ESH4"), "ESH4");
  }

  @Test
  void shouldKeepTheInstrumentsApartThatAContinuousSymbolStandsForInTurn() throws IOException {
    assertRegistered(
        DbnBytes.header(3, 0, "ES.c.0=31@20231201-20231215/32@20231215-20231231", "CL.c.0=7"),
        "ES.c.0#31",
        "ES.c.0#32",
        "CL.c.0");
  }

  @Test
  void shouldKeepThemApartWhenTheyAreInFilesOfTheirOwn() throws IOException {
    final Path first = folder.resolve("first");
    Files.write(first, DbnBytes.header(3, 0, "ES.c.0=31@20231214-20231215").toArray());
    final String second = write(DbnBytes.header(3, 0, "ES.c.0=32@20231215-20231216").toArray());
    new DbnFeedProvider().open("dbn:" + first + "," + second, directory).close();
    assertEquals(
        List.of("ES.c.0#31", "ES.c.0#32"),
        directory.all().stream().map(Instrument::symbol).toList());
  }

  @Test
  void shouldRefuseAnIdThatStandsForTwoSymbolsOnOneDay() throws IOException {
    assertRefused(
        DbnBytes.mapping("ESH4=17077@20231201-20231215", "ESM4=17077@20231214-20231231").toArray(),
        ": the header maps instrument id 17077 to ESH4 and to ESM4 on the same day, expected one"
            + " symbol for each instrument");
  }

  @Test
  void shouldReportADayThatIsNone() throws IOException {
    assertRefused(
        DbnBytes.mapping("ESH4=17077@20231301-20231315").toArray(),
        ": the header maps symbols from or to day 20231301, expected one such as 20231225");
  }

  @Test
  void shouldKeepTheInstrumentsOfAParentSymbolApart() throws IOException {
    assertRegistered(DbnBytes.header(4, 0, "ES.FUT=31/32"), "ES.FUT#31", "ES.FUT#32");
  }

  @Test
  void shouldNameInstrumentsByTheirIdsWhenTheHeaderMapsNone() throws IOException {
    assertRegistered(
        DbnBytes.mapping()
            .mbo(7, 'A', 'B', 1, 1, 1, 0)
            .other(5)
            .mbo(-1, 'A', 'B', 1, 1, 1, 0)
            .mbo(7, 'A', 'B', 1, 1, 1, 0),
        "#7",
        "#4294967295");
  }

  @Test
  void shouldNameInstrumentsByTheirIdsUpToAFault() throws IOException {
    final byte[] whole =
        DbnBytes.mapping().mbo(7, 'A', 'B', 1, 1, 1, 0).mbo(8, 'A', 'B', 1, 1, 1, 0).toArray();
    new DbnFeedProvider()
        .open("dbn:" + write(Arrays.copyOf(whole, whole.length - 1)), directory)
        .close();
    assertEquals(List.of(new Instrument(0, "#7", 0)), directory.all());
  }

  private void assertRegistered(DbnBytes content, String... symbols) throws IOException {
    new DbnFeedProvider().open("dbn:" + write(content.toArray()), directory).close();
    assertEquals(List.of(symbols), directory.all().stream().map(Instrument::symbol).toList());
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    final String name = write(content);
    final String refusal = refusal("dbn:" + name);
    assertTrue(refusal.startsWith(name + message), refusal);
    assertFalse(refusal.contains("\n"), refusal);
  }

  private String refusal(String uri) {
    return assertThrows(FeedException.class, () -> new DbnFeedProvider().open(uri, directory))
        .getMessage();
  }

  private String write(byte[] content) throws IOException {
    return Files.write(folder.resolve("file"), content).toString();
  }
}
