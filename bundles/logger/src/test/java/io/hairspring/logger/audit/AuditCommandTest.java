package io.hairspring.logger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.logger.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditCommandTest {
  private static final long MILLI = 1_000_000;

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void shouldSayThatAJournalIsWhole() {
    assertEquals(0, audit("verify", journal().toString()));

    assertTrue(printed().contains("result   whole"), printed());
    assertEquals("", complaints());
  }

  @Test
  void shouldReportCyclesTasksDeadlinesGapsAndCauses() {
    Path page = directory.resolve("report.html");
    assertEquals(0, audit("report", journal().toString(), "--out", page.toString()));

    String text = printed();
    assertTrue(text.matches("(?s).*cycle\\.market +\\S+ .*"), text);
    assertTrue(text.contains("task.quoting"), text);
    assertTrue(text.matches("(?s).*deadlines\\.missed +1\n.*"), text);
    assertTrue(text.matches("(?s).*gaps\\.records +10\n.*"), text);
    assertTrue(text.matches("(?s).*gaps\\.sequence_breaks +0\n.*"), text);
    assertTrue(text.contains("missed its deadline; after: swap; slowest: quoting took"), text);
  }

  @Test
  void shouldWriteHistogramsThatTheirLibraryReadsAndAPageWithPlots() throws IOException {
    Path page = directory.resolve("report.html");
    audit("report", journal().toString(), "--out", page.toString());

    long cycles = 0;
    try (HistogramLogReader log =
        new HistogramLogReader(directory.resolve("report.hlog").toString())) {
      while (log.hasNext()) {
        EncodableHistogram next = log.nextIntervalHistogram();
        if ("cycle".equals(next.getTag())) {
          cycles += ((Histogram) next).getTotalCount();
        }
      }
    }
    assertEquals(101, cycles);
    String html = Files.readString(page);
    assertEquals(3, html.split("<svg ", -1).length);
    assertTrue(html.contains("polyline"), html);
  }

  @Test
  void shouldReportAsFlatJson() {
    audit(
        "report",
        journal().toString(),
        "--format",
        "json",
        "--out",
        directory.resolve("r.html").toString());

    assertTrue(printed().contains("\"cycle.count\": 101"), printed());
    assertTrue(printed().contains("\"task.book.p50_ns\": 90"), printed());
  }

  @Test
  void shouldExportRowsWithOneColumnForEachField() {
    assertEquals(0, audit("export", journal().toString(), "--format", "csv"));

    List<String> rows = printed().lines().toList();
    int columns = rows.get(0).split(",", -1).length;
    assertTrue(rows.get(0).startsWith("line,kind,utc,sequence,"), rows.get(0));
    String order = rows.stream().filter(row -> row.contains(",order,")).findFirst().orElseThrow();
    assertEquals(columns, order.split(",", -1).length);
    assertTrue(order.contains(",2026-01-01T00:00:00.000"), order);
    assertTrue(order.contains(",4810,"), order);
    assertTrue(order.contains(",ask,"), order);
    assertTrue(rows.stream().anyMatch(row -> row.contains(",4810.25,")));
  }

  @Test
  void shouldExportOneObjectALine() throws IOException {
    Path file = directory.resolve("lines.json");
    assertEquals(
        0, audit("export", journal().toString(), "--format", "json", "--out", file.toString()));

    List<String> rows = Files.readAllLines(file);
    String cycle =
        rows.stream().filter(row -> row.contains("deadlineMissed")).findFirst().orElseThrow();
    assertTrue(cycle.startsWith("{\"line\":"), cycle);
    assertTrue(cycle.contains("\"kind\":\"cycle\""), cycle);
    assertTrue(cycle.contains("\"outcome\":\"orderSent deadlineMissed\""), cycle);
    assertTrue(rows.stream().anyMatch(row -> row.contains("quoting#2/1=250")));
  }

  @Test
  void shouldAnswerWrongInputInOneLineWithStatusTwo() {
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("look", "x"),
            List.of("verify"),
            List.of("verify", "x", "y"),
            List.of("export", "x", "--format", "xml"),
            List.of("export", "x", "--out"))) {
      errors.reset();
      assertEquals(
          2, new AuditCommand(stream(out), stream(errors)).applyAsInt(wrong), wrong::toString);
      assertEquals(1, complaints().lines().count(), complaints());
      assertTrue(complaints().contains(AuditOptions.USAGE), complaints());
    }
  }

  @Test
  void shouldAnswerAMissingJournalInOneLineWithStatusOne() {
    assertEquals(1, audit("verify", directory.resolve("none").toString()));

    assertEquals(
        "audit: " + directory.resolve("none") + " is not a directory; a journal's is needed\n",
        complaints());
  }

  @Test
  void shouldFailWhenWhatItPrintsCannotBeWritten() {
    String page = directory.resolve("r.html").toString();
    for (List<String> arguments :
        List.of(
            List.of("verify", journal().toString()),
            List.of("report", journal().toString(), "--out", page),
            List.of("report", journal().toString(), "--out", page, "--format", "csv"),
            List.of("export", journal().toString()))) {
      errors.reset();
      assertEquals(
          1, new AuditCommand(full(), stream(errors)).applyAsInt(arguments), arguments::toString);
      assertEquals(1, complaints().lines().count(), complaints());
      assertTrue(complaints().contains("standard output cannot be written"), complaints());
    }
  }

  @Test
  void shouldFailWhenTheHistogramsCannotBeWritten() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a file that is always full is Linux's");
    Files.createSymbolicLink(directory.resolve("r.hlog"), full);

    assertEquals(
        1, audit("report", journal().toString(), "--out", directory.resolve("r.html").toString()));

    assertTrue(complaints().contains("r.hlog cannot be written"), complaints());
  }

  private Path journal() {
    return Settings.journal(
        directory,
        lines -> {
          Stream stream = new Stream(lines).begin();
          for (int i = 0; i < 100; i++) {
            stream.market(Stream.START + i * 20L * MILLI, 300 + i, i % 10 == 0, false);
            if (i % 10 == 0) {
              stream.times(90, 200).fill(Stream.START + i * 20L * MILLI + 900);
            }
          }
          stream
              .gap(10)
              .control(ControlKind.SWAP, "swap, \"quoting\"", Stream.START + 2_001 * MILLI);
          stream.market(Stream.START + 2_001 * MILLI, 90_000, true, true).times(100, 80_000);
        });
  }

  private int audit(String... arguments) {
    return new AuditCommand(stream(out), stream(errors)).applyAsInt(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static PrintStream full() {
    OutputStream disk =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no space left on device");
          }
        };
    return new PrintStream(disk, false, StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaints() {
    return errors.toString(StandardCharsets.UTF_8);
  }
}
