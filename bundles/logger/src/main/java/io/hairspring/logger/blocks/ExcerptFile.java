package io.hairspring.logger.blocks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The excerpts of one file of a Chronicle Queue, as they lie on disk: a word, little-endian, with
 * the length in its lower 30 bits, then the content; the next one begins at the next multiple of 4.
 * Bit 30 marks what is Chronicle's own, bit 31 what is not complete. Reading without the library
 * needs no writer's help, and goes on after damage. The file may grow meanwhile. One thread.
 */
public final class ExcerptFile implements Closeable {
  /** What stands at the present place. */
  public enum Kind {
    /** A complete excerpt of data. */
    DATA,
    /** An excerpt that Chronicle uses itself. */
    OWN,
    /** Nothing yet: the end of what is written. */
    END,
    /** The mark that nothing will follow in this file. */
    CLOSED,
    /** An excerpt that is being written, or was when its writer died. */
    TORN,
    /** A word that cannot be one. */
    DAMAGED
  }

  private static final int WORD = Integer.BYTES;
  private static final int NOT_COMPLETE = 0x8000_0000;
  private static final int META = 0x4000_0000;
  private static final int END_OF_DATA = NOT_COMPLETE | META;
  private static final int LENGTH = ~END_OF_DATA;
  private static final int WINDOW = 1 << 18;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer window =
      ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long windowStart;
  private long position;
  private int word;

  /** Opens a file at its beginning. */
  public ExcerptFile(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Where the present excerpt's word is. */
  public long position() {
    return position;
  }

  /** Length of the present excerpt's content, when it is complete. */
  public int length() {
    return word & LENGTH;
  }

  /** Looks at the present place, which may have changed since the last look. */
  public Kind look() throws IOException {
    word = wordAt(position);
    if (word == 0) {
      // What was read ahead may be older than the file.
      window.limit(0);
      word = wordAt(position);
    }
    if (word == 0) {
      return Kind.END;
    }
    if (word == END_OF_DATA) {
      return Kind.CLOSED;
    }
    if ((word & NOT_COMPLETE) != 0) {
      window.limit(0);
      return Kind.TORN;
    }
    if (length() == 0 || position + WORD + length() > channel.size()) {
      return Kind.DAMAGED;
    }
    return (word & META) != 0 ? Kind.OWN : Kind.DATA;
  }

  /** Goes on to what follows the present excerpt, which must be complete. */
  public void skip() {
    moveTo(position + WORD + length());
  }

  /** Goes to a place, at the next multiple of 4. */
  public void moveTo(long newPosition) {
    position = newPosition + WORD - 1 & -WORD;
  }

  /**
   * Reads the beginning of the present excerpt's content.
   *
   * @return whether the file has as much
   */
  public boolean read(byte[] target, int length) throws IOException {
    return readAt(position + WORD, target, length);
  }

  /**
   * The first place from some one on where a word stands.
   *
   * @return -1 when there is none
   */
  public long find(int wanted, long from) throws IOException {
    long end = channel.size() - WORD;
    for (long at = from + WORD - 1 & -WORD; at <= end; at += WORD) {
      if (wordAt(at) == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** Length of the file; what is not written yet counts. */
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int wordAt(long at) throws IOException {
    return has(at, WORD) ? window.getInt((int) (at - windowStart)) : 0;
  }

  private boolean readAt(long at, byte[] target, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!has(at + done, 1)) {
        return false;
      }
      int from = (int) (at + done - windowStart);
      int part = Math.min(length - done, window.limit() - from);
      window.get(from, target, done, part);
      done += part;
    }
    return true;
  }

  private boolean has(long at, int length) throws IOException {
    if (at >= windowStart && at + length <= windowStart + window.limit()) {
      return true;
    }
    windowStart = at;
    window.clear();
    while (window.hasRemaining()) {
      if (channel.read(window, windowStart + window.position()) < 0) {
        break;
      }
    }
    window.flip();
    return window.limit() >= length;
  }
}
