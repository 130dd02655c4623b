package io.hairspring.logger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LargeJournalTest {
  private static final int CYCLES = 200_000;

  @TempDir Path directory;

  @Test
  void shouldExportAndReportOnAJournalLargerThanTheHeap() throws Exception {
    Path run =
        Settings.journal(
            directory,
            lines -> {
              Stream stream = new Stream(lines);
              for (int i = 0; i < CYCLES; i++) {
                stream.market(Stream.START + i * 10_000L, 300, false, false);
              }
            });
    Path rows = directory.resolve("rows.csv");

    assertEquals(0, audit("export", run.toString(), "--out", rows.toString()));
    assertEquals(
        0, audit("report", run.toString(), "--out", directory.resolve("r.html").toString()));

    assertTrue(Files.size(rows) > 16L << 20, "the journal is smaller than the heap");
    try (var lines = Files.lines(rows)) {
      assertEquals(2L * CYCLES + 1, lines.count());
    }
  }

  private int audit(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AuditProcess.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start()
        .waitFor();
  }
}
