package io.hairspring.launcher;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the framework unpacks its bundles: a directory of each process's own under {@code data}, so
 * that two runs never meet, deleted when the process ends. What a killed process has left is
 * deleted by the next: whether its owner lives is told by a lock that the system gives back, not by
 * a process id, which another process or another container may have too.
 */
final class FrameworkCache implements AutoCloseable {
  private static final String PREFIX = "framework-";
  private static final String LOCK = "lock";
  private static final Logger LOG = Logger.getLogger(FrameworkCache.class.getName());

  private final Path directory;
  private final FileChannel lock;

  /** Makes the directory of this process. */
  FrameworkCache(Path data) throws IOException {
    Files.createDirectories(data);
    sweep(data);
    // It is locked before it has a name that others sweep.
    Path made = Files.createTempDirectory(data, "new-" + PREFIX);
    lock = FileChannel.open(made.resolve(LOCK), CREATE_NEW, WRITE);
    if (lock.tryLock() == null) {
      throw new IOException(made.resolve(LOCK) + " is locked by another process");
    }
    String number = made.getFileName().toString().substring("new-".length());
    directory = Files.move(made, data.resolve(number), StandardCopyOption.ATOMIC_MOVE);
  }

  Path directory() {
    return directory;
  }

  private static void sweep(Path data) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(data, PREFIX + "*")) {
      for (Path directory : old) {
        if (directory.getFileName().toString().matches(PREFIX + "[0-9]+")) {
          sweepOne(directory);
        }
      }
    }
  }

  private static void sweepOne(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), WRITE);
        FileLock owned = channel.tryLock()) {
      if (owned != null) {
        delete(directory);
      }
    } catch (NoSuchFileException e) {
      // Whoever uses one has locked it: it is half deleted, or of a version that locked nothing.
      delete(directory);
    } catch (OverlappingFileLockException | FileSystemException e) {
      LOG.log(Level.FINE, directory + " is left: this process uses it, or may not delete it", e);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      delete(directory);
    }
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
