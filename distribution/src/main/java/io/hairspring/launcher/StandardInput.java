package io.hairspring.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** What the process was given to read. */
final class StandardInput {
  private StandardInput() {}

  /**
   * Whether there is nothing in it and never will be: {@code /dev/null}, or a file that is empty or
   * was read to its end. Reads nothing, and says of a terminal and of a pipe that more may come,
   * even when the other end of the pipe is closed.
   */
  @SuppressWarnings("resource") // Closing it would close standard input.
  static boolean hasEnded() {
    FileChannel input = new FileInputStream(FileDescriptor.in).getChannel();
    try {
      return input.position() >= input.size();
    } catch (IOException e) {
      // A terminal and a pipe have no position.
      return false;
    }
  }
}
