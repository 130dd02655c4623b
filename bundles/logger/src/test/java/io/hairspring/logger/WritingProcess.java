package io.hairspring.logger;

import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a journal until it is killed: goes on with the newest in the directory, and says in a
 * mapped file how many lines of it are acknowledged. Started by {@link KillTest}.
 */
final class WritingProcess {
  private static final int MOST_LINES = 32;
  private static final int BATCHES_BETWEEN_RESTS = 100;

  private WritingProcess() {}

  /** Directory, file for the count, seed, thread. Never returns. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
    long there = there(directory);
    try (FileChannel file =
        FileChannel.open(
            Path.of(arguments[1]),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      MappedByteBuffer acknowledged = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      acknowledged.order(ByteOrder.nativeOrder());
      ChronicleExecutionLogger logger =
          new Settings(directory)
              .resume(Resume.UNCLEAN)
              .thread(AppendThread.valueOf(arguments[3]))
              .open();
      UnsafeBuffer buffer = new UnsafeBuffer(new byte[MOST_LINES * Lines.LENGTH]);
      long next = there;
      for (long batch = 0; ; batch++) {
        int lines = 1 + random.nextInt(MOST_LINES);
        Lines.put(buffer, 0, next, lines);
        if (logger.append(buffer, 0, lines * Lines.LENGTH)) {
          next += lines;
        }
        if (logger.written() > 0) {
          acknowledged.putLong(0, there + logger.written());
        }
        if (batch % BATCHES_BETWEEN_RESTS == 0) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }

  private static long there(Path directory) throws IOException {
    List<Path> runs = Run.all(directory);
    if (runs.isEmpty() || JournalFiles.of(runs.get(runs.size() - 1)).isEmpty()) {
      return 0;
    }
    long lines = 0;
    try (JournalReader reader = JournalReader.open(runs.get(runs.size() - 1))) {
      while (reader.next()) {
        lines++;
      }
    }
    return lines;
  }
}
