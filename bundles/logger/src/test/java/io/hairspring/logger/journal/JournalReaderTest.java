package io.hairspring.logger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
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
      Files.createFile(directory.resolve(run).resolve(JournalFormat.METADATA_FILE));
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
  void shouldRefuseAnotherFormatVersion() {
    write(2 << 16 | 64, 1);

    String message = firstLineRefusal();

    assertTrue(message.contains("header 00020040, this version reads 00010040"), message);
  }

  @Test
  void shouldRefuseAnExcerptThatIsNotAsLongAsItSays() {
    write(JournalFormat.HEADER, 3);

    String message = firstLineRefusal();

    assertTrue(message.contains("damaged: 3 lines announced, 0 bytes found"), message);
  }

  @Test
  void shouldRefuseAnExcerptTooShortForAHeader() {
    write(JournalFormat.HEADER);

    assertTrue(firstLineRefusal().contains("header 00000000"));
  }

  private void write(int... words) {
    ClassLoader previous = ChronicleEnvironment.enter();
    try (ChronicleQueue queue =
            ChronicleQueue.singleBuilder(directory.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .build();
        ExcerptAppender appender = queue.createAppender()) {
      if (words.length == 0) {
        return;
      }
      try (DocumentContext document = appender.writingDocument()) {
        for (int word : words) {
          document.wire().bytes().writeInt(word);
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
