package io.hairspring.monitor.explain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The time in which a thread could have run and waited for a processor, as the scheduler counts it:
 * the second number of {@code schedstat}. The file is kept open; reading it allocates nothing. The
 * monitor's own thread.
 */
final class RunDelay {
  private final ByteBuffer text = ByteBuffer.allocateDirect(128);
  private Path thread;
  private FileChannel file;

  /**
   * Reads it.
   *
   * @param of the kernel's directory of the thread; null or empty when that is not known
   * @return nanoseconds; 0 when the thread has ended, or this kernel does not count
   */
  long nanos(Path of) {
    if (of == null || of.toString().isEmpty()) {
      return 0;
    }
    try {
      if (!of.equals(thread)) {
        close();
        file = FileChannel.open(of.resolve("schedstat"), StandardOpenOption.READ);
        thread = of;
      }
      text.clear();
      file.read(text, 0);
      text.flip();
      return second();
    } catch (final IOException e) {
      // The thread has ended.
      close();
      return 0;
    }
  }

  private long second() {
    int at = 0;
    while (at < text.limit() && text.get(at) != ' ') {
      at++;
    }
    long number = 0;
    for (at++; at < text.limit() && Character.isDigit(text.get(at)); at++) {
      number = 10 * number + text.get(at) - '0';
    }
    return number;
  }

  /** Gives the file back. */
  void close() {
    thread = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (final IOException e) {
      throw new IllegalStateException("a file of the kernel's counters did not close", e);
    } finally {
      file = null;
    }
  }
}
