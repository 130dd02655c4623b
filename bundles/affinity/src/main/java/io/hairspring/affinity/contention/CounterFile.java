package io.hairspring.affinity.contention;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file in which the kernel counts, kept open and read again and again: whoever samples it
 * shares a processor with those who must not wait. Allocates nothing when it is read, but for the
 * first time: a file that tells of hundreds of processors is larger. One thread at a time.
 */
final class CounterFile implements Closeable {
  private static final int FEW_BYTES = 1 << 14;

  private final FileChannel channel;
  private ByteBuffer text = ByteBuffer.allocateDirect(FEW_BYTES);

  /** Opens the file. */
  CounterFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Reads it, as it is now. One read is enough, as long as it does not fill what there is: the
   * kernel writes such a file as a whole. Fails when what it tells of has ended.
   */
  void refresh() throws IOException {
    text.clear();
    int read;
    do {
      if (!text.hasRemaining()) {
        grow();
      }
      read = channel.read(text, text.position());
    } while (read > 0 && !text.hasRemaining());
    text.flip();
  }

  private void grow() {
    ByteBuffer larger = ByteBuffer.allocateDirect(2 * text.capacity());
    text.flip();
    larger.put(text);
    text = larger;
  }

  /**
   * A number of the line that begins with a label.
   *
   * @param label as the line begins; empty for the first line
   * @param column of the words after the label, 0 for the first
   * @return 0 when there is none
   */
  long number(String label, int column) {
    int at = after(label);
    for (int skipped = 0; skipped < column; skipped++) {
      at = endOfWord(wordFrom(at));
    }
    return parse(wordFrom(at));
  }

  private int after(String label) {
    int line = 0;
    while (line < text.limit()) {
      if (begins(line, label)) {
        return line + label.length();
      }
      line = endOfLine(line) + 1;
    }
    return text.limit();
  }

  private boolean begins(int line, String label) {
    if (line + label.length() > text.limit()) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      if (text.get(line + i) != label.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < text.limit() && text.get(at) != '\n') {
      at++;
    }
    return at;
  }

  private int wordFrom(int from) {
    int at = from;
    while (at < text.limit() && (text.get(at) == ' ' || text.get(at) == '\t')) {
      at++;
    }
    return at;
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < text.limit() && text.get(at) > ' ') {
      at++;
    }
    return at;
  }

  private long parse(int from) {
    long number = 0;
    for (int at = from; at < text.limit() && isDigit(text.get(at)); at++) {
      number = 10 * number + text.get(at) - '0';
    }
    return number;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
