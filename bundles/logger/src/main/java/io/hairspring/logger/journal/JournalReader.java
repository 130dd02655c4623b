package io.hairspring.logger.journal;

import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.Damage;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Reads the lines of a journal, in the order in which they were appended. The journal may still be
 * written to: {@link #next} returns false at its present end, and true again when there is more.
 * Each block is compared with its hash, and its number with the one before it: only the first may
 * have any, as retention deletes the oldest. Whether they are a chain is for {@code audit verify}
 * to say. One thread.
 */
public final class JournalReader implements AutoCloseable {
  private final BlockReader blocks;
  private int index;
  private int lines;
  private long last = -1;

  private JournalReader(Path directory) {
    blocks = new BlockReader(directory, Damage.REFUSED);
  }

  /**
   * Opens a journal.
   *
   * @param directory the directory of one run
   * @throws JournalException when there is no journal in it
   */
  public static JournalReader open(Path directory) {
    return new JournalReader(directory);
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one; if so it is at {@link #offset} of {@link #buffer}
   * @throws JournalException when the journal is of another format, damaged, or lacks blocks
   */
  public boolean next() {
    if (index + 1 < lines) {
      index++;
      return true;
    }
    if (!blocks.next()) {
      index = lines;
      return false;
    }
    if (!blocks.whole()) {
      throw new JournalException(
          String.format(
              "%s at %d: damaged: block %d does not have its hash",
              blocks.path(), blocks.position(), blocks.number()));
    }
    checkNumber();
    lines = blocks.lines();
    index = 0;
    return true;
  }

  /** Holds the current line; its content is valid until {@link #next}. */
  public DirectBuffer buffer() {
    return blocks.block();
  }

  /** Where the current line starts. */
  public int offset() {
    return blocks.lineOffset(index);
  }

  /** Number of the current line, from 1, without gaps in the journal. */
  public long number() {
    return blocks.firstLine() + index;
  }

  /** Whether the current line is the first one after the journal was opened again. */
  public boolean resumed() {
    return index == 0 && (blocks.flags() & JournalFormat.RESUMED) != 0;
  }

  private void checkNumber() {
    long number = blocks.number();
    if (last >= 0 && number != last + 1) {
      throw new JournalException(
          blocks.path() + " at " + blocks.position() + ": damaged: " + outOfOrder(number));
    }
    last = number;
  }

  private String outOfOrder(long number) {
    if (number <= last) {
      return "block " + number + " comes after block " + last;
    }
    return (number == last + 2
            ? "block " + (last + 1) + " is missing"
            : "blocks " + (last + 1) + " to " + (number - 1) + " are missing")
        + " before block "
        + number;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
