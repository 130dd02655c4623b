package io.hairspring.logger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Settings for tests: everything as configured by default, but for what a test says. */
public final class Settings {
  private final Path directory;
  private Resume resume = Resume.NEVER;
  private AppendThread thread = AppendThread.OBSERVER;
  private int queueLines = 1 << 14;
  private Duration rollTime = Duration.ofHours(1);
  private long rollSize = 256L << 20;
  private Duration retentionTime = Duration.ZERO;
  private long retentionSize;
  private long spaceReserve = 2_000;
  private long spaceLeast = 1_000;
  private WhenFull whenFull = WhenFull.REFUSE;

  Settings(Path directory) {
    this.directory = directory;
  }

  Settings resume(Resume value) {
    resume = value;
    return this;
  }

  Settings thread(AppendThread value) {
    thread = value;
    return this;
  }

  Settings queueLines(int value) {
    queueLines = value;
    return this;
  }

  Settings roll(Duration time, long size) {
    rollTime = time;
    rollSize = size;
    return this;
  }

  Settings retention(Duration time, long size) {
    retentionTime = time;
    retentionSize = size;
    return this;
  }

  Settings whenFull(WhenFull value) {
    whenFull = value;
    return this;
  }

  Settings space(long reserve, long least) {
    spaceReserve = reserve;
    spaceLeast = least;
    return this;
  }

  JournalSettings done() {
    return new JournalSettings(
        directory,
        resume,
        thread,
        queueLines,
        rollTime,
        rollSize,
        retentionTime,
        retentionSize,
        spaceReserve,
        spaceLeast,
        whenFull);
  }

  ChronicleExecutionLogger open() {
    return new ChronicleExecutionLogger(done(), System::currentTimeMillis, path -> 1L << 40);
  }

  /** Writes lines of {@link Lines} into a journal, in blocks of so many, and closes it. */
  public static Path journal(Path directory, int blocks, int linesEach) {
    ChronicleExecutionLogger logger = new Settings(directory).open();
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[linesEach * Lines.LENGTH]);
    for (int block = 0; block < blocks; block++) {
      Lines.put(buffer, 0, (long) block * linesEach, linesEach);
      logger.append(buffer, 0, buffer.capacity());
      Await.until("written", () -> logger.written() == logger.taken());
    }
    logger.close();
    return Path.of(logger.location());
  }

  /** Writes lines that somebody makes into a journal, and closes it. */
  public static Path journal(Path directory, Consumer<Consumer<UnsafeBuffer>> maker) {
    ChronicleExecutionLogger logger = new Settings(directory).open();
    maker.accept(line -> Await.until("room", () -> logger.append(line, 0, Lines.LENGTH)));
    logger.close();
    return Path.of(logger.location());
  }
}
