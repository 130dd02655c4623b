package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.journal.JournalLine;
import io.hairspring.api.journal.JournalReport;
import io.hairspring.logger.audit.Verification;
import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ChronicleExecutionLoggerTest {
  @TempDir Path directory;

  private final AtomicLong clock = new AtomicLong(1_767_225_600_000L);

  @ParameterizedTest
  @EnumSource(AppendThread.class)
  void shouldGiveBackEveryByteOfEveryLineInOrder(AppendThread thread) {
    UnsafeBuffer heap = new UnsafeBuffer(new byte[64 * 20], 64, 64 * 19);
    UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 20));
    ChronicleExecutionLogger logger = new Settings(directory).thread(thread).open();
    long written = 0;
    for (int batch = 0; batch < 1_000; batch++) {
      UnsafeBuffer buffer = batch % 2 == 0 ? heap : direct;
      int lines = 1 + batch % 16;
      Lines.put(buffer, 128, written, lines);
      Await.until("room", () -> logger.append(buffer, 128, lines * 64));
      written += lines;
    }
    logger.close();

    assertEquals(written, linesInOrder(Path.of(logger.location())));
  }

  @Test
  void shouldKeepOneFileForAsLongAsAnybodyCouldMean() {
    ChronicleExecutionLogger logger =
        new Settings(directory).roll(Duration.ofDays(200_000), 256L << 20).open();
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    Lines.put(buffer, 0, 0, 1);
    append(logger, buffer, 0, 64);
    logger.close();
    assertEquals(0, logger.failures());
    assertEquals(1, linesInOrder(Path.of(logger.location())));
  }

  @Test
  void shouldSayThatItIsBeingOpenedUntilItIs() {
    CountDownLatch opening = new CountDownLatch(1);
    ChronicleExecutionLogger logger =
        new ChronicleExecutionLogger(
            new Settings(directory).done(),
            () -> {
              if (Thread.currentThread().getName().equals("hairspring-journal")) {
                awaitUninterrupted(opening);
              }
              return clock.get();
            },
            path -> 1L << 40);
    assertEquals("waits for a session", logger.report().state());
    logger.location();
    assertEquals("is being opened", logger.report().state());
    opening.countDown();
    Await.until("open", () -> "written by the observer".equals(logger.report().state()));
    logger.close();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldBeReadWhileItIsWritten() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    ChronicleExecutionLogger logger = new Settings(directory).open();
    Lines.put(buffer, 0, 0, 2);
    append(logger, buffer, 0, 64);

    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      assertTrue(reader.next());
      assertEquals(1, reader.number());
      assertFalse(reader.next());
      assertFalse(reader.next());
      append(logger, buffer, 64, 64);
      assertTrue(reader.next());
      assertEquals(2, reader.number());
      assertTrue(Lines.matches(reader.buffer(), reader.offset(), 1));
    }
    logger.close();
  }

  @Test
  void shouldNotAllocateWhenItAppends() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 2));
    Lines.put(buffer, 0, 0, 2);
    ChronicleExecutionLogger logger = new Settings(directory).open();
    append(logger, buffer, 0, 128);
    long refused = 0;
    long allocated = Long.MAX_VALUE;

    // The compiler links call sites on the appending thread for as long as it compiles: how long
    // that takes is not ours to know, so a round that is clean is awaited.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (allocated != 0 && System.nanoTime() < deadline) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < 50_000; i++) {
        if (!logger.append(buffer, 0, buffer.capacity())) {
          refused++;
        }
      }
      allocated = threads.getThreadAllocatedBytes(self) - before;
    }

    logger.close();
    assertEquals(0, refused);
    assertEquals(0, allocated);
  }

  @Test
  void shouldNameTheRunByTimeAndProcess() {
    ChronicleExecutionLogger logger =
        new ChronicleExecutionLogger(
            new Settings(directory).done(),
            () -> Instant.parse("2026-03-04T05:06:07.089Z").toEpochMilli(),
            path -> 1L << 40);

    assertEquals(
        directory.resolve("run-20260304T050607.089Z-" + ProcessHandle.current().pid()).toString(),
        logger.location());
    logger.close();
  }

  @Test
  void shouldMakeNothingUntilASessionBegins() throws IOException {
    ChronicleExecutionLogger logger = new Settings(directory).open();
    UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
    assertTrue(logger.append(control(line, ControlKind.PLAN), 0, 64));
    assertTrue(Run.all(directory).isEmpty());

    append(logger, control(line, ControlKind.SESSION), 0, 64);
    logger.close();

    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      assertTrue(reader.next());
      assertTrue(reader.next());
      assertFalse(reader.next());
    }
  }

  @Test
  void shouldSayWhereWhenTheDirectoryCannotBeMade() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    ChronicleExecutionLogger logger = new Settings(file).open();

    String message = assertThrows(IllegalStateException.class, logger::location).getMessage();

    assertTrue(message.contains(file.toString()), message);
  }

  @Test
  void shouldRefuseABatchThatIsNotWholeLinesAndCountIt() {
    ChronicleExecutionLogger logger = new Settings(directory).open();

    assertFalse(logger.append(new UnsafeBuffer(new byte[128]), 0, 65));

    assertEquals(1, logger.refused());
    logger.close();
  }

  @Test
  void shouldRefuseWhenItIsClosed() {
    ChronicleExecutionLogger logger = new Settings(directory).open();
    logger.close();
    logger.close();

    assertFalse(logger.append(new UnsafeBuffer(new byte[64]), 0, 64));
  }

  @Test
  void shouldBeginAFileWhenOneIsLargeEnoughAndSealTheOld() throws IOException {
    ChronicleExecutionLogger logger =
        open(new Settings(directory).roll(Duration.ofHours(1), 1 << 14));
    Path run = Path.of(logger.location());
    long lines = fillUntil(logger, () -> files(run).size() >= 3);
    logger.close();

    assertEquals(lines, linesInOrder(run));
    List<Roots.Root> roots = new Roots(run).read();
    List<Path> files = files(run);
    for (Path file : files.subList(0, files.size() - 1)) {
      assertTrue(
          roots.stream()
              .anyMatch(
                  root ->
                      root.kind() == Roots.Kind.SEALED
                          && root.file().equals(file.getFileName().toString())),
          () -> file + " has no root in " + roots);
    }
    assertTrue(new Roots(run).closed());
  }

  @Test
  void shouldDeleteTheOldestFilesAboveTheConfiguredSizeAndSaySo() {
    ChronicleExecutionLogger logger =
        open(
            new Settings(directory).roll(Duration.ofHours(1), 1 << 14).retention(Duration.ZERO, 1));
    Path run = Path.of(logger.location());
    fillUntil(logger, () -> retired(run));
    logger.close();

    Verification verification = new Verification(run);
    assertTrue(verification.whole());
    assertTrue(
        verification.notes().stream().anyMatch(note -> note.contains("deleted by retention")));
  }

  @Test
  void shouldTellHowItIsAndShowItsEnd() {
    ChronicleExecutionLogger logger = new Settings(directory).open();
    assertEquals("waits for a session", logger.report().state());
    UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
    append(logger, control(line, ControlKind.SESSION), 0, 64);
    append(logger, control(line, ControlKind.SWAP), 0, 64);

    JournalReport report = logger.report();
    List<JournalLine> swaps = logger.tail(5, shown -> shown.text().contains("event=swap"));
    logger.close();

    assertEquals(logger.location(), report.location());
    assertEquals("written by the observer", report.state());
    assertEquals(2, report.written());
    assertEquals(0, report.waiting());
    assertEquals(1, report.files());
    assertEquals(1, swaps.size());
    assertEquals(2, swaps.get(0).number());
    assertEquals("control", swaps.get(0).kind());
  }

  @Test
  void shouldTurnOffUsageReportsAndAttemptNoConnection() {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try {
      Settings.journal(directory, 2, 3);
    } finally {
      ProxySelector.setDefault(before);
    }

    assertEquals(List.of(), asked);
    assertEquals("true", System.getProperty("chronicle.analytics.disable"));
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
  }

  private static boolean retired(Path run) {
    try {
      return new Roots(run).read().stream().anyMatch(root -> root.kind() == Roots.Kind.RETIRED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChronicleExecutionLogger open(Settings settings) {
    return new ChronicleExecutionLogger(settings.done(), clock::get, path -> 1L << 40);
  }

  /** Appends blocks, two seconds by the clock apart, until something is so. */
  private long fillUntil(ChronicleExecutionLogger logger, BooleanSupplier enough) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 64]);
    long[] lines = {0};
    Await.until(
        "enough",
        () -> {
          Lines.put(buffer, 0, lines[0], 64);
          append(logger, buffer, 0, buffer.capacity());
          lines[0] += 64;
          clock.addAndGet(2_000);
          return enough.getAsBoolean();
        });
    return lines[0];
  }

  private static List<Path> files(Path run) {
    try {
      return JournalFiles.of(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(
      ChronicleExecutionLogger logger, UnsafeBuffer buffer, int offset, int length) {
    assertTrue(logger.append(buffer, offset, length));
    Await.until("in the journal", () -> logger.written() == logger.taken());
  }

  private static UnsafeBuffer control(UnsafeBuffer line, ControlKind kind) {
    new ControlEventEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .kind((short) kind.ordinal());
    return line;
  }

  static long linesInOrder(Path run) {
    try (JournalReader reader = JournalReader.open(run)) {
      long lines = 0;
      while (reader.next()) {
        assertTrue(Lines.matches(reader.buffer(), reader.offset(), lines), "line " + lines);
        lines++;
        assertEquals(lines, reader.number());
      }
      return lines;
    }
  }
}
