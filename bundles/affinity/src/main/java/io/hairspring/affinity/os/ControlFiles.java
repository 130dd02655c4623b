package io.hairspring.affinity.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes to the files by which the kernel is told something. Control thread. */
public interface ControlFiles {

  /** Writes a text and the end of a line. */
  void write(String name, String text) throws IOException;

  /** Makes a directory, if it is not there; the kernel fills it. */
  void makeDirectory(String name) throws IOException;

  /** Removes a directory; the kernel empties it. */
  void removeDirectory(String name) throws IOException;

  /** Those of the running system. */
  static ControlFiles running() {
    Path root = Path.of("/");
    return new ControlFiles() {
      @Override
      public void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text + "\n");
      }

      @Override
      public void makeDirectory(String name) throws IOException {
        Files.createDirectories(root.resolve(name));
      }

      @Override
      public void removeDirectory(String name) throws IOException {
        Files.delete(root.resolve(name));
      }
    };
  }
}
