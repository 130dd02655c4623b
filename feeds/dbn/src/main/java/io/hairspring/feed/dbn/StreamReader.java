package io.hairspring.feed.dbn;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.hairspring.api.market.FeedException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A window of 64 KiB over a file, decompressed when it starts with the magic number of zstd (RFC
 * 8878), whatever its name. Values are little-endian and addressed from the current position.
 * Offsets are in the decompressed stream. Allocates when opened only. One thread.
 */
final class StreamReader implements AutoCloseable {
  private static final int CAPACITY = 64 * 1024;
  private static final int[] ZSTD_MAGIC = {0x28, 0xb5, 0x2f, 0xfd};

  private final String name;
  private final InputStream in;
  private final boolean compressed;
  private final byte[] bytes = new byte[CAPACITY];
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private int start;
  private int end;
  private long offset;

  private StreamReader(String name, InputStream in, boolean compressed) {
    this.name = name;
    this.in = in;
    this.compressed = compressed;
  }

  /**
   * Opens a file.
   *
   * @param name path, as the user wrote it
   * @throws FeedException when there is no such file or it is empty
   */
  static StreamReader open(String name) {
    final File file = new File(name);
    if (!file.exists()) {
      throw new FeedException(name + ": no such file, expected a .dbn or .dbn.zst file");
    }
    if (file.isDirectory()) {
      throw new FeedException(name + ": is a directory, expected a .dbn or .dbn.zst file");
    }
    if (file.length() == 0) {
      throw new FeedException(name + ": is empty, expected a .dbn or .dbn.zst file");
    }
    try {
      return detect(name, new FileInputStream(file));
    } catch (IOException e) {
      throw new FeedException(name + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  private static StreamReader detect(String name, FileInputStream in) throws IOException {
    boolean opened = false;
    try {
      boolean zstd = true;
      for (int i = 0; zstd && i < ZSTD_MAGIC.length; i++) {
        zstd = in.read() == ZSTD_MAGIC[i];
      }
      in.getChannel().position(0);
      final InputStream source = zstd ? new ZstdInputStreamNoFinalizer(in) : in;
      opened = true;
      return new StreamReader(name, source, zstd);
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  String name() {
    return name;
  }

  /** Offset of the current position. */
  long offset() {
    return offset;
  }

  /**
   * Brings bytes into the window.
   *
   * @param length how many are wanted, at most 64 KiB
   * @return how many of those there are: fewer only where the stream ends
   * @throws FeedException when the file cannot be read or decompressed
   */
  int require(int length) {
    if (end - start < length) {
      fill(length);
    }
    return Math.min(length, end - start);
  }

  private void fill(int length) {
    System.arraycopy(bytes, start, bytes, 0, end - start);
    end -= start;
    start = 0;
    try {
      while (end < length) {
        final int read = in.read(bytes, end, CAPACITY - end);
        if (read < 0) {
          return;
        }
        end += read;
      }
    } catch (IOException e) {
      throw new FeedException(
          name
              + (compressed ? ": corrupt or truncated zstd" : ": cannot be read")
              + " after byte "
              + (offset + end)
              + (compressed
                  ? " of the decompressed stream, expected whole zstd frames (RFC 8878) to the end"
                      + " of the file: "
                  : ": ")
              + e.getMessage(),
          e);
    }
  }

  /** Goes past bytes that {@link #require} brought in. */
  void skip(int length) {
    start += length;
    offset += length;
  }

  /** Takes bytes out of the stream, fewer than asked where it ends. For headers: allocates. */
  byte[] take(int length) {
    final byte[] taken = new byte[length];
    int size = 0;
    while (size < length) {
      final int some = require(Math.min(length - size, CAPACITY));
      if (some == 0) {
        return Arrays.copyOf(taken, size);
      }
      System.arraycopy(bytes, start, taken, size, some);
      skip(some);
      size += some;
    }
    return taken;
  }

  int unsignedByte(int at) {
    return bytes[start + at] & 0xff;
  }

  int int32(int at) {
    return buffer.getInt(start + at, ByteOrder.LITTLE_ENDIAN);
  }

  long int64(int at) {
    return buffer.getLong(start + at, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new FeedException(name + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
