package io.hairspring.logger.blocks;

import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern FORM =
        Pattern.compile(
            "(opened|sealed|reached|retired|closed) ([-+.:0-9TZ]+) (\\S+) (\\d{1,18}) (\\d{1,18})"
                + " (-|[0-9a-f]{64})");

    /** Nothing when it was cut off as its writer died, or is not ours: no chain hangs on it. */
    private static Optional<Root> parse(String text) {
      Matcher words = FORM.matcher(text);
      if (!words.matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Root(
                Kind.valueOf(words.group(1).toUpperCase(Locale.ROOT)),
                Instant.parse(words.group(2)),
                words.group(3),
                Long.parseLong(words.group(4)),
                Long.parseLong(words.group(5)),
                words.group(6)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /**
     * Whether a text is the beginning of a root, of which the rest did not come to the file, or
     * came as zeros.
     */
    private static boolean begins(String text) {
      int length = text.length();
      while (length > 0 && text.charAt(length - 1) == 0) {
        length--;
      }
      Matcher words = FORM.matcher(text.substring(0, length));
      return !words.matches() && words.hitEnd();
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

  /** Adds a root, on a line of its own: the last one may have been cut off as its writer died. */
  public void add(Root root) throws IOException {
    Files.writeString(
        file,
        (torn() ? "\n" : "") + root + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Every root that can be read, the oldest first; a line that is none is left out. */
  public List<Root> read() throws IOException {
    List<Root> roots = new ArrayList<>();
    for (String line : lines()) {
      Root.parse(line).ifPresent(roots::add);
    }
    return roots;
  }

  /**
   * Numbers, from 1, of the lines that are neither a root nor the beginning of one. A writer that
   * died leaves a beginning, and to cut a line off is no more than to take it out.
   */
  public List<Integer> strange() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    int number = 0;
    for (String line : lines()) {
      number++;
      if (Root.parse(line).isEmpty() && !Root.begins(line)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** Whether the last thing that was written is that the journal was closed. */
  public boolean closed() throws IOException {
    List<Root> roots = read();
    return !roots.isEmpty() && roots.get(roots.size() - 1).kind() == Kind.CLOSED;
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
  }

  /** Whether there is something behind the last end of a line. */
  private boolean torn() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer end = ByteBuffer.allocate(1);
      channel.position(Math.max(0, channel.size() - 1)).read(end);
      return end.position() > 0 && end.get(0) != '\n';
    }
  }
}
