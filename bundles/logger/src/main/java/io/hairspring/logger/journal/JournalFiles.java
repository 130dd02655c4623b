package io.hairspring.logger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a journal. Any thread. */
public final class JournalFiles {
  private JournalFiles() {}

  /**
   * The files with blocks, the oldest first.
   *
   * @throws IOException when the directory cannot be listed
   */
  public static List<Path> of(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(JournalFiles::holdsBlocks).sorted().toList();
    }
  }

  /**
   * Checks that a directory holds a journal.
   *
   * @throws JournalException when it does not; names what there is instead
   */
  public static void check(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new JournalException(directory + " is not a directory; a journal's is needed");
    }
    try {
      if (of(directory).isEmpty()) {
        throw new JournalException(directory + " holds no journal" + runsIn(directory));
      }
    } catch (IOException e) {
      throw new JournalException(directory + " cannot be listed: " + e, e);
    }
  }

  private static boolean holdsBlocks(Path file) {
    return file.getFileName().toString().endsWith(JournalFormat.FILE_SUFFIX);
  }

  private static String runsIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      String runs =
          entries
              .filter(Files::isDirectory)
              .filter(JournalFiles::isJournal)
              .map(entry -> entry.getFileName().toString())
              .sorted()
              .collect(Collectors.joining(", "));
      return runs.isEmpty() ? "" : "; name one of its runs: " + runs;
    }
  }

  private static boolean isJournal(Path directory) {
    try {
      return !of(directory).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
