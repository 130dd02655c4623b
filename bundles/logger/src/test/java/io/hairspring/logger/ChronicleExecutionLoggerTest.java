package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.logger.journal.JournalReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChronicleExecutionLoggerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void shouldGiveBackEveryByteOfEveryLineInOrder() {
    UnsafeBuffer heap = new UnsafeBuffer(new byte[64 * 20], 64, 64 * 19);
    UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 20));
    ChronicleExecutionLogger logger = logger("FAST_DAILY");
    long written = 0;
    for (int batch = 0; batch < 1_000; batch++) {
      UnsafeBuffer buffer = batch % 2 == 0 ? heap : direct;
      int lines = 1 + batch % 16;
      Lines.put(buffer, 128, written, lines);
      assertTrue(logger.append(buffer, 128, lines * 64));
      written += lines;
    }
    logger.close();

    assertEquals(written, linesInOrder(Path.of(logger.location())));
  }

  @Test
  void shouldBeReadWhileItIsWritten() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    ChronicleExecutionLogger logger = logger("FAST_DAILY");
    Lines.put(buffer, 0, 0, 2);
    assertTrue(logger.append(buffer, 0, 64));

    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      assertTrue(reader.next());
      assertFalse(reader.next());
      assertFalse(reader.next());
      assertTrue(logger.append(buffer, 64, 64));
      assertTrue(reader.next());
      assertTrue(Lines.matches(reader.buffer(), reader.offset(), 1));
    }
    logger.close();
  }

  @Test
  void shouldBeUsedByAnotherThreadThanTheOneThatOpenedIt() throws Exception {
    ChronicleExecutionLogger logger = logger("FAST_DAILY");

    boolean taken =
        CompletableFuture.supplyAsync(() -> logger.append(new UnsafeBuffer(new byte[64]), 0, 64))
            .get(30, TimeUnit.SECONDS);

    logger.close();
    assertTrue(taken);
  }

  @Test
  void shouldNotAllocateWhenItAppends() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 2));
    ChronicleExecutionLogger logger = logger("WEEKLY");
    int refused = append(logger, buffer, 100_000);
    long allocated = Long.MAX_VALUE;

    // The compiler links call sites on the appending thread for as long as it compiles: how much
    // warm-up that takes is not ours to know, so a round that is clean may be the third.
    for (int round = 0; round < 5 && allocated != 0; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      refused += append(logger, buffer, 100_000);
      allocated = threads.getThreadAllocatedBytes(self) - before;
    }

    logger.close();
    assertEquals(0, refused);
    assertEquals(0, allocated);
  }

  @Test
  void shouldNameTheRunByTimeAndProcess() {
    ChronicleExecutionLogger logger = logger("FAST_HOURLY");
    logger.close();

    assertEquals(
        directory.resolve("run-20260304T050607.089Z-" + ProcessHandle.current().pid()).toString(),
        logger.location());
  }

  @Test
  void shouldNameKeyValueAndChoicesWhenTheRollCycleIsUnknown() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> logger("HOURLYISH")).getMessage();

    assertTrue(
        message.startsWith("io.hairspring.logger rollCycle = 'HOURLYISH' is not one of "), message);
    assertTrue(message.contains("FAST_HOURLY") && message.contains("FAST_DAILY"), message);
  }

  @Test
  void shouldSayWhereWhenTheDirectoryCannotBeMade() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    String message =
        assertThrows(IllegalStateException.class, () -> open(file, "FAST_DAILY")).getMessage();

    assertTrue(message.contains(file.toString()), message);
  }

  @Test
  void shouldRefuseABatchThatIsNotWholeLinesAndCountIt() {
    ChronicleExecutionLogger logger = logger("FAST_DAILY");

    assertFalse(logger.append(new UnsafeBuffer(new byte[128]), 0, 65));

    assertEquals(1, logger.failures());
    logger.close();
  }

  @Test
  void shouldRefuseAndCountWhenTheJournalCannotBeWritten() throws IOException {
    ChronicleExecutionLogger logger = logger("FAST_DAILY");
    Path run = Path.of(logger.location());
    // A directory in the place of today's file: the append cannot make it.
    for (String day : new String[] {"-1", "0", "1"}) {
      String name =
          LocalDate.now(ZoneOffset.UTC)
              .plusDays(Integer.parseInt(day))
              .format(DateTimeFormatter.BASIC_ISO_DATE);
      Files.createDirectory(run.resolve(name + "F.cq4"));
    }

    assertFalse(logger.append(new UnsafeBuffer(new byte[64]), 0, 64));
    assertFalse(logger.append(new UnsafeBuffer(new byte[64]), 0, 64));

    assertEquals(1, logger.failures());
    logger.close();
  }

  @Test
  void shouldGoOnInTheSameDirectoryAfterAFailure() {
    ChronicleExecutionLogger logger = logger("FAST_DAILY");
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    Lines.put(buffer, 0, 0, 2);
    assertTrue(logger.append(buffer, 0, 64));
    assertFalse(logger.append(buffer, 0, 1));

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!logger.append(buffer, 64, 64)) {
      assertTrue(System.nanoTime() < deadline, "not open again");
      Thread.onSpinWait();
    }
    logger.close();

    assertEquals(2, linesInOrder(Path.of(logger.location())));
  }

  @Test
  void shouldRefuseWhenItIsClosed() {
    ChronicleExecutionLogger logger = logger("FAST_DAILY");
    logger.close();
    logger.close();

    assertFalse(logger.append(new UnsafeBuffer(new byte[64]), 0, 64));
  }

  @Test
  void shouldTurnOffUsageReportsAndHaveNoneToSend() {
    logger("FAST_DAILY").close();

    assertEquals("true", System.getProperty("chronicle.analytics.disable"));
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
  }

  private ChronicleExecutionLogger logger(String rollCycle) {
    return open(directory, rollCycle);
  }

  private static ChronicleExecutionLogger open(Path directory, String rollCycle) {
    return new ChronicleExecutionLogger(
        new JournalSettings(directory, RollCycleChoice.of(rollCycle)), CLOCK);
  }

  private static int append(ChronicleExecutionLogger logger, UnsafeBuffer buffer, int times) {
    int refused = 0;
    for (int i = 0; i < times; i++) {
      if (!logger.append(buffer, 0, buffer.capacity())) {
        refused++;
      }
    }
    return refused;
  }

  private static long linesInOrder(Path run) {
    try (JournalReader reader = JournalReader.open(run)) {
      long lines = 0;
      while (reader.next()) {
        assertTrue(Lines.matches(reader.buffer(), reader.offset(), lines), "line " + lines);
        lines++;
      }
      return lines;
    }
  }
}
