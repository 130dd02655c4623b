package io.hairspring.logger;

import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.ExcerptFile;
import io.hairspring.logger.blocks.ExcerptFile.Kind;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Finds the end of a journal whose writer stopped, and wipes out the block that it died in, of
 * which nothing was acknowledged. The caller holds the journal's lock.
 */
final class Recovery {
  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss'T'");
  private static final int TORN = JournalFormat.blockLength(JournalFormat.MAX_LINES) + 8;

  private final List<Path> files;

  /** Looks at a journal. */
  Recovery(Path directory) throws IOException {
    files = JournalFiles.of(directory);
  }

  /** The second by which the newest file is named; 0 when there is none. */
  long lastSecond() {
    if (files.isEmpty()) {
      return 0;
    }
    String name = files.get(files.size() - 1).getFileName().toString();
    return LocalDateTime.parse(
            name.substring(0, name.length() - JournalFormat.FILE_SUFFIX.length()), FILE_TIME)
        .toEpochSecond(ZoneOffset.UTC);
  }

  /** Has the chain go on after the last whole block, and wipes out a torn one after it. */
  void restore(Chain chain) throws IOException {
    for (int i = files.size() - 1; i >= 0 && chain.blocks() == 0; i--) {
      restore(files.get(i), chain);
    }
  }

  private static void restore(Path path, Chain chain) throws IOException {
    try (BlockReader blocks = BlockReader.of(path, Recovery::damaged)) {
      while (blocks.next()) {
        if (blocks.whole()) {
          chain.continueAfter(blocks.bytes(), blocks.block());
        }
      }
      wipe(path, blocks.end());
    }
  }

  private static void damaged(Path file, long position, String what) {
    LOG.log(
        Level.ERROR,
        "journal {0} at {1}: {2}; the journal goes on after it",
        file,
        Long.toString(position),
        what);
  }

  private static void wipe(Path path, long position) throws IOException {
    try (ExcerptFile file = new ExcerptFile(path)) {
      file.moveTo(position);
      if (file.look() != Kind.TORN) {
        return;
      }
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      long length = Math.min(TORN, Files.size(path) - position);
      channel.write(ByteBuffer.allocate((int) length), position);
    }
    LOG.log(
        Level.INFO,
        "journal {0}: its writer died in a block at {1}, of which nothing was acknowledged; it is"
            + " wiped out",
        path,
        Long.toString(position));
  }
}
