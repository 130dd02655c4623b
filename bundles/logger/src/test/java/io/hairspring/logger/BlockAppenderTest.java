package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.hairspring.logger.audit.Verification;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockAppenderTest {
  private static final long FILE_SIZE = 64L << 20;

  @TempDir Path directory;

  private final LineQueue queue = new LineQueue(1024);
  private final Chain chain = new Chain();
  private BlockAppender appender;
  private long next;

  /** Fails before a block is published, or after. */
  private static final class Failing extends JournalWriter {
    private final boolean published;

    Failing(Path directory, boolean published) {
      super(directory, new RollClock(0, 1_000_000), FILE_SIZE);
      this.published = published;
    }

    @Override
    void append(byte[] block, int length) {
      if (published) {
        super.append(block, length);
      }
      throw new InternalError("a page cannot be written");
    }
  }

  private void offer(int lines) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[lines * Lines.LENGTH]);
    Lines.put(buffer, 0, next, lines);
    next += lines;
    queue.offer(buffer, 0, buffer.capacity());
  }

  private JournalWriter writer() {
    return new JournalWriter(directory, new RollClock(0, 1_000_000), FILE_SIZE);
  }

  private void begin() {
    final SpaceGuard guard =
        new SpaceGuard(
            directory, new Settings(directory).done(), any -> Long.MAX_VALUE, (code, text) -> {});
    appender = new BlockAppender(queue, chain, guard, WhenFull.REFUSE, () -> 1_000_000);
    appender.open(writer(), false);
    offer(3);
    assertEquals(3, appender.step(JournalFormat.MAX_LINES));
  }

  private void failAndOpenAgain(boolean published) throws IOException {
    appender.detach().close();
    appender.open(new Failing(directory, published), true);
    offer(4);
    assertEquals(0, appender.step(JournalFormat.MAX_LINES));
    assertNotNull(appender.failure());
    appender.detach().close();
    appender.clearFailure();
    final Chain found = new Chain();
    new Recovery(directory).restore(found);
    appender.open(writer(), true);
    appender.settle(found);
  }

  private void goOn() {
    offer(2);
    while (queue.size() > 0) {
      appender.step(JournalFormat.MAX_LINES);
    }
    assertEquals(9, appender.written());
    assertEquals(9, ChronicleExecutionLoggerTest.linesInOrder(directory));
    // Roots are not its business.
    assertEquals(
        List.of("the roots are gone: there is none in roots.txt"),
        new Verification(directory).faults());
  }

  @AfterEach
  void close() {
    appender.detach().close();
  }

  @Test
  void shouldWriteABlockOnceWhoseAppendFailedAfterItWasPublished() throws IOException {
    begin();
    failAndOpenAgain(true);
    assertEquals(0, queue.size());
    goOn();
  }

  @Test
  void shouldWriteABlockAgainWhoseAppendFailedBeforeItWasPublished() throws IOException {
    begin();
    failAndOpenAgain(false);
    assertEquals(4, queue.size());
    goOn();
  }
}
