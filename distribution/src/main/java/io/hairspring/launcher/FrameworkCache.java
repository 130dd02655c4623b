package io.hairspring.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where the framework unpacks its bundles: one directory per process under {@code data}, so that
 * two runs never meet, deleted when the process ends. What a killed process has left is deleted by
 * the next.
 */
final class FrameworkCache implements AutoCloseable {
  private static final String PREFIX = "framework-";

  private final Path directory;

  /** Makes the directory of this process. */
  FrameworkCache(Path data) throws IOException {
    Files.createDirectories(data);
    sweep(data);
    directory = data.resolve(PREFIX + ProcessHandle.current().pid());
    delete(directory);
    Files.createDirectory(directory);
  }

  Path directory() {
    return directory;
  }

  private static void sweep(Path data) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(data, PREFIX + "[0-9]*")) {
      for (Path directory : old) {
        long pid = Long.parseLong(directory.getFileName().toString().substring(PREFIX.length()));
        if (ProcessHandle.of(pid).isEmpty()) {
          delete(directory);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // Another process sweeps the same directory.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
