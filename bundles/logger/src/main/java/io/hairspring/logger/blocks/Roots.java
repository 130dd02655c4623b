package io.hairspring.logger.blocks;

import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The roots of a journal, in a text file beside its blocks: one a line, {@code kind time file block
 * line hash}, separated by spaces. Kinds: {@code opened} a process begins to write; {@code sealed}
 * a file is finished; {@code reached} once a minute; {@code retired} retention took the file away;
 * {@code closed} the journal was closed in order. Any thread; one writer.
 */
public final class Roots {
  /** Kinds of root. */
  public enum Kind {
    /** A process begins to write after this block. */
    OPENED,
    /** A file is finished, and this is its last block. */
    SEALED,
    /** The chain had come to this block. */
    REACHED,
    /** Retention took away a file, whose last block this is. */
    RETIRED,
    /** The journal was closed after this block. */
    CLOSED
  }

  /**
   * A root.
   *
   * @param kind why it was written
   * @param time when
   * @param file the file that the block is in; - when that is not known
   * @param block number of the last block so far
   * @param line number of the last line so far
   * @param hash that block's, in hexadecimal
   */
  public record Root(Kind kind, Instant time, String file, long block, long line, String hash) {
    /** Nothing when it was cut off as its writer died, or is not ours: no chain hangs on it. */
    private static Optional<Root> parse(String text) {
      String[] words = text.split(" ", -1);
      try {
        return Optional.of(
            new Root(
                Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Instant.parse(words[1]),
                words[2],
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                words[5]));
      } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return String.join(
          " ",
          kind.name().toLowerCase(Locale.ROOT),
          time.toString(),
          file,
          Long.toString(block),
          Long.toString(line),
          hash);
    }
  }

  private final Path file;

  /** The roots of a journal. */
  public Roots(Path directory) {
    file = directory.resolve(JournalFormat.ROOTS_FILE);
  }

  /** Adds a root. */
  public void add(Root root) throws IOException {
    Files.writeString(
        file,
        root + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Every root that can be read, the oldest first; a line that is none is left out. */
  public List<Root> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Root> roots = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Root.parse(line).ifPresent(roots::add);
    }
    return roots;
  }

  /** Whether the last thing that was written is that the journal was closed. */
  public boolean closed() throws IOException {
    List<Root> roots = read();
    return !roots.isEmpty() && roots.get(roots.size() - 1).kind() == Kind.CLOSED;
  }
}
