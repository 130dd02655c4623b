package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.logger.audit.Verification;
import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.Damage;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.logger.lines.LineKind;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.GapEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the journal when something around it breaks. */
@Timeout(120)
class JournalFaultsTest {
  private static final long PLENTY = 1L << 40;
  private static final int WAITING = 1 << 12;

  @TempDir Path directory;

  private final AtomicLong usable = new AtomicLong(PLENTY);
  private final AtomicLong clock = new AtomicLong(1_767_225_600_000L);

  @Test
  void shouldKeepTheLastSpaceForOrdersAndSayWhatIsMissing() {
    ChronicleExecutionLogger logger = open(new Settings(directory));
    add(logger, cycle(1));
    space(logger, 1_500, SpaceGuard.State.ORDERS_ONLY);
    add(logger, market(2));
    add(logger, order(2));
    add(logger, cycle(2));
    settle(logger);
    space(logger, PLENTY, SpaceGuard.State.PLENTY);
    add(logger, cycle(3));
    logger.close();

    List<String> labels = labels(logger);
    labels.removeIf(label -> label.equals("gap"));
    assertEquals(List.of("cycle", "order", "cycle"), labels);
    assertEquals(List.of(1L, 1L), missing(logger));
    assertEquals(List.of(), faults(logger));
  }

  @Test
  void shouldSayWhatIsMissingWhenItIsClosedWhileSpaceIsShort() {
    ChronicleExecutionLogger logger = open(new Settings(directory));
    add(logger, cycle(1));
    space(logger, 1_500, SpaceGuard.State.ORDERS_ONLY);
    add(logger, market(2));
    add(logger, cycle(2));
    logger.close();

    assertEquals(List.of("cycle", "gap"), labels(logger));
    assertEquals(List.of(1L, 1L), missing(logger));
    assertEquals(List.of(), faults(logger));
  }

  @Test
  void shouldAddUpWhatWasMissingBeforeALineThatIsLeftOut() {
    ChronicleExecutionLogger logger = open(new Settings(directory).whenFull(WhenFull.DROP));
    add(logger, cycle(1));
    space(logger, 10, SpaceGuard.State.FULL);
    add(logger, cycle(2));
    add(logger, gap(5, 7));
    add(logger, times());
    Await.until("left out", () -> logger.waiting() == 0);
    space(logger, PLENTY, SpaceGuard.State.PLENTY);
    logger.close();

    assertEquals(List.of("cycle", "gap"), labels(logger));
    assertEquals(List.of(7L, 7L), missing(logger));
  }

  @Test
  void shouldBeginAsSoonAsItsDirectoryCanBeMadeAndLoseNothing() throws Exception {
    Path blocked = directory.resolve("blocked");
    Files.createFile(blocked);
    ChronicleExecutionLogger logger = open(new Settings(blocked.resolve("journal")));
    add(logger, numbered(0));
    add(logger, cycle(1));
    assertEquals(0, logger.written());
    Files.delete(blocked);
    AtomicLong next = new AtomicLong(2);
    Await.until(
        "begun",
        () -> {
          add(logger, cycle(next.getAndIncrement()));
          return logger.written() > 0;
        });
    logger.close();
    assertEquals(next.get(), labels(logger).size());
    assertEquals(List.of(), faults(logger));
  }

  @Test
  void shouldGoOnAfterATurnOfItsThreadThatFails() {
    AtomicLong broken = new AtomicLong(1);
    ChronicleExecutionLogger logger =
        new ChronicleExecutionLogger(
            new Settings(directory).done(),
            clock::get,
            path -> {
              if (broken.getAndSet(0) == 1) {
                throw new AssertionError("the disk says something odd");
              }
              return PLENTY;
            });
    add(logger, cycle(1));
    Await.until("failed", () -> logger.failures() > 0);
    Await.until("written", () -> logger.written() == 1);
    logger.close();
    assertEquals(List.of("cycle"), labels(logger));
    assertEquals(List.of(), faults(logger));
  }

  @Test
  void shouldRefuseWhenTheDiskIsFullAndLoseNothingOfWhatItTook() {
    ChronicleExecutionLogger logger = open(new Settings(directory).queueLines(WAITING));
    add(logger, numbered(0));
    settle(logger);
    space(logger, 10, SpaceGuard.State.FULL);
    long taken = 1;
    while (logger.append(numbered(taken), 0, Lines.LENGTH)) {
      taken++;
    }
    assertEquals(1 + WAITING, taken);
    space(logger, PLENTY, SpaceGuard.State.PLENTY);
    logger.close();

    assertEquals(taken, linesInOrder(logger));
  }

  @Test
  void shouldLeaveOutAndCountWhenTheDiskIsFullIfConfigured() {
    ChronicleExecutionLogger logger = open(new Settings(directory).whenFull(WhenFull.DROP));
    add(logger, cycle(1));
    space(logger, 10, SpaceGuard.State.FULL);
    for (int i = 0; i < 100; i++) {
      add(logger, cycle(2 + i));
    }
    Await.until("left out", () -> logger.waiting() == 0);
    space(logger, PLENTY, SpaceGuard.State.PLENTY);
    add(logger, order(200));
    logger.close();

    assertEquals(List.of("cycle", "gap", "order"), labels(logger));
    assertEquals(List.of(100L, 0L), missing(logger));
  }

  @Test
  void shouldSurviveADiskThatIsFullWithoutWarning() throws Exception {
    Path mount = directory.resolve("small");
    Files.createDirectory(mount);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount.toString()),
        "a small file system needs the right to mount");
    try {
      ChronicleExecutionLogger logger = open(new Settings(mount).queueLines(WAITING));
      long taken = 0;
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (logger.failures() == 0 && System.nanoTime() < deadline) {
        if (logger.append(numbered(taken), 0, Lines.LENGTH)) {
          taken++;
        }
      }
      assertTrue(logger.failures() > 0, "the disk was never full");
      assertTrue(run("mount", "-o", "remount,size=96m", mount.toString()));
      Await.until("written again", () -> logger.waiting() == 0);
      logger.close();

      assertEquals(taken, linesInOrder(logger));
      assertEquals(List.of(), faults(logger));
    } finally {
      run("umount", "-l", mount.toString());
    }
  }

  @Test
  void shouldGoOnInItsDirectoryAfterThatWasRemoved() throws IOException {
    ChronicleExecutionLogger logger = open(new Settings(directory));
    for (int i = 0; i < 10; i++) {
      add(logger, numbered(i));
    }
    settle(logger);
    delete(Path.of(logger.location()));
    Await.until("noticed", () -> logger.failures() > 0);
    for (int i = 10; i < 20; i++) {
      add(logger, numbered(i));
    }
    Await.until("written again", () -> logger.waiting() == 0);
    assertTrue(Files.exists(Path.of(logger.location(), JournalFormat.LOCK_FILE)));
    logger.close();

    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      for (int i = 10; i < 20; i++) {
        assertTrue(reader.next());
        assertTrue(Lines.matches(reader.buffer(), reader.offset(), i));
      }
      assertFalse(reader.next());
    }
    List<String> faults = faults(logger);
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).contains("missing before block"), faults::toString);
  }

  @Test
  void shouldGoOnInThePresentFileWhenNoOtherCanBeMade() throws Exception {
    ChronicleExecutionLogger logger =
        open(new Settings(directory).roll(Duration.ofHours(1), 1_000));
    long taken = addUntil(logger, 0, 1_000);
    settle(logger);
    String run = logger.location();
    assumeTrue(run("chattr", "+i", run), "a directory is made read-only with chattr");
    try {
      clock.addAndGet(5_000);
      int files = JournalFiles.of(Path.of(run)).size();
      taken = addUntil(logger, taken, 20_000);
      settle(logger);
      assertEquals(files, JournalFiles.of(Path.of(run)).size());
      assertEquals(0, logger.failures());
    } finally {
      run("chattr", "-i", run);
    }
    logger.close();

    assertEquals(taken, linesInOrder(logger));
    assertEquals(List.of(), faults(logger));
  }

  @Test
  void shouldReadNothingOfAFileThatIsGone() {
    try (BlockReader blocks = BlockReader.of(directory.resolve("gone.cq4"), Damage.REFUSED)) {
      assertFalse(blocks.next());
    }
  }

  @Test
  void shouldNoteAClockThatIsSetBackAndGoOn() throws IOException {
    ChronicleExecutionLogger logger =
        open(new Settings(directory).roll(Duration.ofHours(1), 1_000));
    long taken = addUntil(logger, 0, 1_000);
    settle(logger);
    final int files = files(logger);
    clock.addAndGet(-Duration.ofHours(2).toMillis());
    final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (files(logger) < files + 2 && System.nanoTime() < deadline) {
      taken = addUntil(logger, taken, 100);
    }
    assertTrue(files(logger) >= files + 2, "files go on being finished");
    logger.close();

    assertEquals(taken, linesInOrder(logger));
    assertEquals(List.of(), faults(logger));
    assertTrue(
        new Verification(Path.of(logger.location()))
            .notes().stream().anyMatch(note -> note.startsWith("the time of day was set back")));
  }

  @ParameterizedTest
  @EnumSource(AppendThread.class)
  void shouldTakeEverythingWhileItsThreadIsHeldUpForASecond(AppendThread thread) {
    ChronicleExecutionLogger logger =
        open(new Settings(directory).thread(thread).queueLines(1 << 17));
    add(logger, numbered(0));
    settle(logger);
    long taken = 1;
    logger.appender().enter();
    try {
      // 100,000 lines, in a second.
      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
        long due = (System.nanoTime() - start) / 10_000;
        while (taken <= due) {
          assertTrue(logger.append(numbered(taken), 0, Lines.LENGTH));
          taken++;
        }
      }
    } finally {
      logger.appender().leave();
    }
    logger.close();

    assertEquals(taken, linesInOrder(logger));
    assertEquals(0, logger.refused());
  }

  @Test
  void shouldGoOnAfterABlockThatWasSpoiled() throws IOException {
    Path run = Settings.journal(directory, 6, 5);
    Path file = JournalFiles.of(run).get(0);
    long end = endOf(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), end - 100);
    }

    resume(run, 30);

    List<String> faults = new Verification(run).faults();
    assertTrue(faults.get(0).contains("record 29 was changed"), faults::toString);
    assertFalse(faults.stream().anyMatch(fault -> fault.contains("missing")), faults::toString);
  }

  @Test
  void shouldGoOnAfterAFileThatWasTruncated() throws IOException {
    Path run = Settings.journal(directory, 6, 5);
    Path file = JournalFiles.of(run).get(0);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(endOf(file) - 100);
    }

    resume(run, 25);

    List<String> faults = new Verification(run).faults();
    assertTrue(faults.get(0).contains("block 6"), faults::toString);
    try (JournalReader reader = JournalReader.open(run)) {
      for (int i = 0; i < 25; i++) {
        assertTrue(reader.next());
      }
    }
  }

  /** Goes on with a journal, with lines from a number on. */
  private void resume(Path run, int from) {
    ChronicleExecutionLogger logger = new Settings(directory).resume(Resume.ALWAYS).open();
    assertEquals(run.toString(), logger.location());
    for (int i = 0; i < 5; i++) {
      add(logger, numbered(from + i));
    }
    logger.close();
    assertEquals(0, logger.failures());
  }

  private ChronicleExecutionLogger open(Settings settings) {
    return new ChronicleExecutionLogger(settings.done(), clock::get, path -> usable.get());
  }

  private void space(ChronicleExecutionLogger logger, long bytes, SpaceGuard.State state) {
    settle(logger, state);
    usable.set(bytes);
    Await.until(state.toString(), () -> logger.space() == state);
  }

  private static void settle(ChronicleExecutionLogger logger, SpaceGuard.State next) {
    // What comes before a change is written by the rule before it.
    if (next != SpaceGuard.State.PLENTY) {
      settle(logger);
    }
  }

  private static void settle(ChronicleExecutionLogger logger) {
    Await.until("nothing waits", () -> logger.waiting() == 0);
  }

  private long addUntil(ChronicleExecutionLogger logger, long from, int lines) {
    long next = from;
    while (next < from + lines) {
      UnsafeBuffer line = numbered(next);
      Await.until("room", () -> logger.append(line, 0, Lines.LENGTH));
      next++;
      if (next % 100 == 0) {
        clock.addAndGet(50);
      }
    }
    return next;
  }

  private static void add(ChronicleExecutionLogger logger, UnsafeBuffer line) {
    assertTrue(logger.append(line, 0, Lines.LENGTH));
  }

  private static UnsafeBuffer numbered(long number) {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    Lines.put(line, 0, number, 1);
    return line;
  }

  private static UnsafeBuffer cycle(long number) {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    new CycleRecordEncoder().wrapAndApplyHeader(line, 0, new MessageHeaderEncoder()).cycle(number);
    return line;
  }

  private static UnsafeBuffer gap(long records, long inputs) {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    new GapEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .records(records)
        .inputs(inputs);
    return line;
  }

  private static UnsafeBuffer times() {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    new TaskTimesEncoder().wrapAndApplyHeader(line, 0, new MessageHeaderEncoder());
    return line;
  }

  private static UnsafeBuffer market(long number) {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    new MarketEventEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .sequence(number);
    return line;
  }

  private static UnsafeBuffer order(long number) {
    UnsafeBuffer line = new UnsafeBuffer(new byte[Lines.LENGTH]);
    new OrderCommandEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .causeSequence(number);
    return line;
  }

  private static long linesInOrder(ChronicleExecutionLogger logger) {
    return ChronicleExecutionLoggerTest.linesInOrder(Path.of(logger.location()));
  }

  private static int files(ChronicleExecutionLogger logger) throws IOException {
    return JournalFiles.of(Path.of(logger.location())).size();
  }

  private static List<String> faults(ChronicleExecutionLogger logger) {
    return new Verification(Path.of(logger.location())).faults();
  }

  private static List<String> labels(ChronicleExecutionLogger logger) {
    List<String> labels = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      while (reader.next()) {
        labels.add(LineKind.of(reader.buffer(), reader.offset()).label());
      }
    }
    return labels;
  }

  /** Records and inputs that gaps say are missing. */
  private static List<Long> missing(ChronicleExecutionLogger logger) {
    long records = 0;
    long inputs = 0;
    try (JournalReader reader = JournalReader.open(Path.of(logger.location()))) {
      while (reader.next()) {
        LineKind kind = LineKind.of(reader.buffer(), reader.offset());
        if (kind == LineKind.GAP) {
          records += value(kind, "records", reader);
          inputs += value(kind, "inputs", reader);
        }
      }
    }
    return List.of(records, inputs);
  }

  private static long value(LineKind kind, String field, JournalReader reader) {
    return kind.field(field).orElseThrow().number(reader.buffer(), reader.offset());
  }

  private static long endOf(Path file) {
    try (BlockReader blocks = BlockReader.of(file, Damage.REFUSED)) {
      boolean more = true;
      while (more) {
        more = blocks.next();
      }
      return blocks.end();
    }
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> entries = Files.walk(run)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  /** Runs a program; whether it is there and succeeded. */
  static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      // There is no such program here.
      return false;
    }
  }
}
