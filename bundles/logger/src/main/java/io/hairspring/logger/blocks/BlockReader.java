package io.hairspring.logger.blocks;

import io.hairspring.logger.blocks.ExcerptFile.Kind;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.logger.journal.JournalFiles;
import io.hairspring.logger.journal.JournalFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes through the blocks of a journal, file after file, in memory that does not depend on how many
 * there are. The journal may still be written to: {@link #next} returns false at its present end,
 * and true again when there is more. One thread.
 */
public final class BlockReader implements Closeable {
  private static final int MOST = JournalFormat.blockLength(JournalFormat.MAX_LINES);

  private final Path directory;
  private final Path only;
  private final Damage damage;
  private final BlockSeal seal = new BlockSeal();
  private final byte[] bytes = new byte[MOST];
  private final UnsafeBuffer block = new UnsafeBuffer(bytes);
  private ExcerptFile file;
  private long position;

  /**
   * Opens a journal.
   *
   * @param damage is told of what cannot be read
   * @throws JournalException when there is no journal in the directory
   */
  public BlockReader(Path directory, Damage damage) {
    this(directory, null, damage);
    JournalFiles.check(directory);
  }

  private BlockReader(Path directory, Path only, Damage damage) {
    this.directory = directory;
    this.only = only;
    this.damage = damage;
  }

  /** Opens one file of a journal. */
  public static BlockReader of(Path file, Damage damage) {
    return new BlockReader(file.toAbsolutePath().getParent(), file, damage);
  }

  /**
   * Goes to the next block; its content is valid until the next call.
   *
   * @throws JournalException when a file cannot be read
   */
  public boolean next() {
    try {
      while (file != null || openNext()) {
        Kind kind = file.look();
        switch (kind) {
          case DATA -> {
            if (take()) {
              return true;
            }
          }
          case OWN -> file.skip();
          case DAMAGED -> resync(notAnExcerpt());
          case END, CLOSED, TORN -> {
            // A newer file says that this one is over, but it may have grown since the look.
            if (!hasNext() || file.look() != kind) {
              return false;
            }
            if (kind == Kind.TORN) {
              damage.found(file.path(), file.position(), "a block whose writer died in it");
            }
            openNext();
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw new JournalException(directory + " cannot be read: " + e, e);
    }
  }

  /** The present block, from index 0. */
  public UnsafeBuffer block() {
    return block;
  }

  /** The bytes of {@link #block}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Number of its lines. */
  public int lines() {
    return block.getInt(JournalFormat.LINES_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** Its number. */
  public long number() {
    return block.getLong(JournalFormat.NUMBER_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of its first line. */
  public long firstLine() {
    return block.getLong(JournalFormat.FIRST_LINE_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** When it was written, nanoseconds from the Unix epoch. */
  public long writtenNanos() {
    return block.getLong(JournalFormat.TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** Its flags. */
  public int flags() {
    return block.getInt(JournalFormat.FLAGS_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** The process that wrote it. */
  public int process() {
    return block.getInt(JournalFormat.PROCESS_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }

  /** The hash that it says. Allocates. */
  public byte[] hash() {
    return Arrays.copyOfRange(
        bytes, JournalFormat.HASH_OFFSET, JournalFormat.HASH_OFFSET + JournalFormat.HASH_LENGTH);
  }

  /** The hash that it says the block before has. Allocates. */
  public byte[] previousHash() {
    return Arrays.copyOfRange(
        bytes,
        JournalFormat.PREVIOUS_OFFSET,
        JournalFormat.PREVIOUS_OFFSET + JournalFormat.HASH_LENGTH);
  }

  /** Whether it has the hash that it says. */
  public boolean whole() {
    return seal.holds(bytes, JournalFormat.blockLength(lines()));
  }

  /** The index of the first line from some one on that lacks its checksum; -1 when none does. */
  public int changedLine(int from) {
    int lines = lines();
    for (int i = from; i < lines; i++) {
      int said =
          block.getInt(JournalFormat.CHECKSUMS_OFFSET + i * Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
      if (said != seal.checksum(bytes, lineOffset(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Where a line of it begins. */
  public int lineOffset(int index) {
    return JournalFormat.linesOffset(lines()) + index * JournalFormat.LINE;
  }

  /** The file that it is in. */
  public Path path() {
    return file.path();
  }

  /** Where in the file it is. */
  public long position() {
    return position;
  }

  /** Goes to a block of the present file, by its {@link #position}; {@link #next} reads it. */
  public void moveTo(long blockPosition) {
    file.moveTo(blockPosition);
  }

  /** Where the present file has been read to. */
  public long end() {
    return file == null ? 0 : file.position();
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new JournalException(file.path() + " cannot be closed: " + e, e);
    }
  }

  private boolean take() throws IOException {
    if (plausible()) {
      position = file.position();
      file.skip();
      return true;
    }
    resync("an excerpt of " + file.length() + " bytes that is no block of this version");
    return false;
  }

  /** Reads the present excerpt and sees whether it looks like a block. */
  private boolean plausible() throws IOException {
    int length = file.length();
    if (length < JournalFormat.CHECKSUMS_OFFSET
        || length > MOST
        || !file.read(bytes, length)
        || block.getInt(0, ByteOrder.LITTLE_ENDIAN) != JournalFormat.HEADER) {
      return false;
    }
    int lines = lines();
    return lines > 0
        && lines <= JournalFormat.MAX_LINES
        && JournalFormat.blockLength(lines) == length;
  }

  private String notAnExcerpt() throws IOException {
    return "an excerpt of "
        + file.length()
        + " bytes where the file ends at "
        + file.size()
        + ": cut off or overwritten";
  }

  /** Tells of the damage and goes to the next block that is whole, or to the file's end. */
  private void resync(String what) throws IOException {
    damage.found(file.path(), file.position(), what);
    long from = file.position() + 2 * Integer.BYTES;
    long found = file.find(JournalFormat.HEADER, from);
    while (found >= 0) {
      file.moveTo(found - Integer.BYTES);
      if (file.look() == Kind.DATA && plausible() && whole()) {
        return;
      }
      found = file.find(JournalFormat.HEADER, found + Integer.BYTES);
    }
    file.moveTo(file.size());
  }

  private boolean hasNext() throws IOException {
    return following() != null;
  }

  private boolean openNext() throws IOException {
    Path next = following();
    while (next != null) {
      ExcerptFile old = file;
      try {
        file = new ExcerptFile(next);
        if (old != null) {
          old.close();
        }
        return true;
      } catch (NoSuchFileException e) {
        // Retention was faster.
        next = only == null ? following() : null;
      }
    }
    return false;
  }

  private Path following() throws IOException {
    if (only != null) {
      return file == null ? only : null;
    }
    for (Path candidate : JournalFiles.of(directory)) {
      if (file == null || candidate.compareTo(file.path()) > 0) {
        return candidate;
      }
    }
    return null;
  }
}
