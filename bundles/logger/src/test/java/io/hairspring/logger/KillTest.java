package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.audit.Verification;
import io.hairspring.logger.journal.JournalReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, at random moments, again and again in the same journal. {@code
 * -Dhairspring.kills=200} says how often, {@code -Dhairspring.seed} repeats a run.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("hairspring.kills", 3);
  private static final int KILLS_PER_JOURNAL = 20;
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  @TempDir Path directory;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void shouldHaveEveryAcknowledgedLineAfterAKillAndGoOnInTheSameJournal() throws Exception {
    long seed = Long.getLong("hairspring.seed", System.nanoTime());
    System.out.println("KillTest: -Dhairspring.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      Path journals = directory.resolve("journals-" + kill / KILLS_PER_JOURNAL);
      Files.createDirectories(journals);
      AppendThread thread = AppendThread.values()[kill % AppendThread.values().length];

      long acknowledged = writeAndKill(journals, random, thread);

      List<Path> runs = Run.all(journals);
      assertEquals(1, runs.size(), "it began another journal");
      long lines = ChronicleExecutionLoggerTest.linesInOrder(runs.get(0));
      assertTrue(
          lines >= acknowledged,
          lines + " lines where " + acknowledged + " were acknowledged, kill " + kill);
      assertEquals(List.of(), new Verification(runs.get(0)).faults(), "kill " + kill);
      assertEquals(1 + kill % KILLS_PER_JOURNAL, processes(runs.get(0)));
    }
  }

  private long writeAndKill(Path journals, SplittableRandom random, AppendThread thread)
      throws IOException, InterruptedException {
    Path count = directory.resolve("acknowledged");
    Files.deleteIfExists(count);
    Process process =
        new ProcessBuilder(command(journals, count, random.nextLong(), thread))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    try {
      Await.until("a line is acknowledged", () -> acknowledged(count) > 0);
      LockSupport.parkNanos(random.nextLong(MOST_NANOS));
      assertTrue(process.isAlive(), () -> output());
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged(count);
  }

  private static List<String> command(Path journals, Path count, long seed, AppendThread thread) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WritingProcess.class.getName(),
            journals.toString(),
            count.toString(),
            Long.toString(seed),
            thread.name()));
    return command;
  }

  private static long acknowledged(Path count) {
    try {
      if (!Files.exists(count) || Files.size(count) < Long.BYTES) {
        return 0;
      }
      return ByteBuffer.wrap(Files.readAllBytes(count)).order(ByteOrder.nativeOrder()).getLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int processes(Path run) {
    int processes = 1;
    try (JournalReader reader = JournalReader.open(run)) {
      while (reader.next()) {
        processes += reader.resumed() ? 1 : 0;
      }
    }
    return processes;
  }

  private String output() {
    try {
      return Files.readString(directory.resolve("output"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
