package io.hairspring.logger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.logger.Settings;
import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalReaderTest {
  @TempDir Path directory;

  @Test
  void shouldSayThatTheDirectoryIsMissing() {
    Path missing = directory.resolve("missing");

    assertEquals(missing + " is not a directory; a journal's is needed", refusal(missing));
  }

  @Test
  void shouldSayThatThereIsNoJournal() {
    assertEquals(directory + " holds no journal", refusal(directory));
  }

  @Test
  void shouldNameTheRunsWhenGivenTheDirectoryOfAllRuns() throws IOException {
    for (String run : new String[] {"run-b", "run-a"}) {
      Files.createDirectory(directory.resolve(run));
      Files.createFile(directory.resolve(run).resolve("20260101-000000T.cq4"));
    }

    assertEquals(
        directory + " holds no journal; name one of its runs: run-a, run-b", refusal(directory));
  }

  @Test
  void shouldReadNothingFromAnEmptyJournal() {
    write();

    try (JournalReader reader = JournalReader.open(directory)) {
      assertFalse(reader.next());
    }
  }

  @Test
  void shouldReadBlocksThatChronicleItselfReadsToo() {
    Path run = Settings.journal(directory, 3, 5);

    ClassLoader previous = ChronicleEnvironment.enter();
    try (ChronicleQueue queue =
            ChronicleQueue.singleBuilder(run.toFile())
                .rollCycle(TestRollCycles.TEST_SECONDLY)
                .readOnly(true)
                .build();
        ExcerptTailer tailer = queue.createTailer()) {
      int lines = 0;
      for (long block = 1; block <= 3; block++) {
        try (DocumentContext document = tailer.readingDocument()) {
          assertTrue(document.isPresent());
          assertEquals(JournalFormat.HEADER, document.wire().bytes().readInt());
          lines += document.wire().bytes().readInt();
          assertEquals(block, document.wire().bytes().readLong());
        }
      }
      assertEquals(15, lines);
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  @Test
  void shouldRefuseAnotherFormatVersion() {
    write(1 << 16 | 64, 1);

    String message = firstLineRefusal();

    assertTrue(message.contains("damaged: an excerpt of 8 bytes that is no block"), message);
  }

  @Test
  void shouldSayWhichBlocksAreMissing() throws IOException {
    Path run = Settings.journal(directory, 5, 2);
    hide(run, 2, 3);

    try (JournalReader reader = JournalReader.open(run)) {
      assertTrue(reader.next());
      assertTrue(reader.next());
      String message = assertThrows(JournalException.class, reader::next).getMessage();
      assertTrue(
          message.endsWith("damaged: blocks 2 to 3 are missing before block 4"), () -> message);
    }
  }

  @Test
  void shouldSayThatABlockComesTwice() throws IOException {
    Path run = Settings.journal(directory, 1, 2);
    Path file = JournalFiles.of(run).get(0);
    Files.copy(file, run.resolve("29990101-000000T.cq4"));

    try (JournalReader reader = JournalReader.open(run)) {
      assertTrue(reader.next());
      assertTrue(reader.next());
      String message = assertThrows(JournalException.class, reader::next).getMessage();
      assertTrue(message.endsWith("damaged: block 1 comes after block 1"), () -> message);
    }
  }

  @Test
  void shouldBeginWithTheOldestBlockThatRetentionHasLeft() throws IOException {
    Path run = Settings.journal(directory, 4, 2);
    hide(run, 1, 2);

    try (JournalReader reader = JournalReader.open(run)) {
      for (long line = 5; line <= 8; line++) {
        assertTrue(reader.next());
        assertEquals(line, reader.number());
      }
      assertFalse(reader.next());
    }
  }

  /** Makes blocks what Chronicle keeps for itself, which is stepped over. */
  private static void hide(Path run, long first, long last) throws IOException {
    Path file = JournalFiles.of(run).get(0);
    try (BlockReader blocks = BlockReader.of(file, Damage.REFUSED);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (blocks.next()) {
        if (blocks.number() >= first && blocks.number() <= last) {
          ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          word.putInt(0, 1 << 30 | JournalFormat.blockLength(blocks.lines()));
          channel.write(word, blocks.position());
        }
      }
    }
  }

  private void write(int... words) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try (ChronicleQueue queue =
            ChronicleQueue.singleBuilder(directory.toFile())
                .rollCycle(TestRollCycles.TEST_SECONDLY)
                .build();
        ExcerptAppender appender = queue.createAppender()) {
      try (DocumentContext document = appender.writingDocument()) {
        for (int word : words) {
          document.wire().bytes().writeInt(word);
        }
        if (words.length == 0) {
          document.rollbackOnClose();
        }
      }
    } finally {
      ChronicleEnvironment.leave(previous);
    }
  }

  private String firstLineRefusal() {
    try (JournalReader reader = JournalReader.open(directory)) {
      return assertThrows(JournalException.class, reader::next).getMessage();
    }
  }

  private static String refusal(Path path) {
    return assertThrows(JournalException.class, () -> JournalReader.open(path)).getMessage();
  }
}
