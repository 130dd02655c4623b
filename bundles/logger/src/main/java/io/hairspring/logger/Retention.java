package io.hairspring.logger;

import io.hairspring.logger.blocks.BlockReader;
import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.blocks.Roots.Root;
import io.hairspring.logger.journal.JournalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Deletes what is older, or takes more space, than the settings allow: first whole journals that
 * nobody writes to, then finished files of this one, the oldest first. The journal's thread.
 */
final class Retention {
  private static final System.Logger LOG = System.getLogger(Retention.class.getName());

  private final JournalSettings settings;
  private final Path own;
  private final LongSupplier utcMillis;
  private final Set<Path> told = new HashSet<>();

  /**
   * For a journal.
   *
   * @param own its directory
   */
  Retention(JournalSettings settings, Path own, LongSupplier utcMillis) {
    this.settings = settings;
    this.own = own;
    this.utcMillis = utcMillis;
  }

  /**
   * Deletes what there is to delete.
   *
   * @return whether files of this journal were deleted
   */
  boolean clean(Roots roots) throws IOException {
    if (settings.retentionTime().isZero() && settings.retentionSize() == 0) {
      return false;
    }
    long total = 0;
    List<Path> runs = Run.all(settings.directory());
    for (Path run : runs) {
      total += size(run);
    }
    for (Path run : runs) {
      if (!run.equals(own) && wanted(newest(run), total)) {
        total -= deletedOf(run);
      }
    }
    boolean deleted = false;
    List<Path> files = JournalFiles.of(own);
    for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
      if (!wanted(millis(file), total)) {
        // What comes after a file that stays, stays: there are no holes.
        break;
      }
      total -= Files.size(file);
      retire(file, roots);
      deleted = true;
    }
    return deleted;
  }

  /** One that cannot be deleted must not keep the others. */
  private long deletedOf(Path run) {
    try {
      long size = deleteRun(run);
      told.remove(run);
      return size;
    } catch (IOException | UncheckedIOException e) {
      if (told.add(run)) {
        LOG.log(Level.WARNING, "journal: retention cannot delete {0}: {1}", run, e.toString());
      }
      return 0;
    }
  }

  private boolean wanted(long lastMillis, long total) {
    boolean old =
        !settings.retentionTime().isZero()
            && utcMillis.getAsLong() - lastMillis > settings.retentionTime().toMillis();
    return old || (settings.retentionSize() > 0 && total > settings.retentionSize());
  }

  private void retire(Path file, Roots roots) throws IOException {
    Root last = null;
    String name = file.getFileName().toString();
    for (Root root : roots.read()) {
      if (root.kind() == Kind.SEALED && root.file().equals(name)) {
        last = root;
      }
    }
    Instant now = Instant.ofEpochMilli(utcMillis.getAsLong());
    roots.add(
        last == null
            ? read(file, now)
            : new Root(Kind.RETIRED, now, name, last.block(), last.line(), last.hash()));
    Files.delete(file);
    LOG.log(Level.INFO, "journal: retention has deleted {0}", file);
  }

  /** The root of a file that was not sealed, because its writer died. */
  private static Root read(Path file, Instant now) {
    long block = 0;
    long line = 0;
    String hash = "-";
    try (BlockReader blocks = BlockReader.of(file, (path, position, what) -> {})) {
      while (blocks.next()) {
        block = blocks.number();
        line = blocks.firstLine() + blocks.lines() - 1;
        hash = HexFormat.of().formatHex(blocks.hash());
      }
    }
    return new Root(Kind.RETIRED, now, file.getFileName().toString(), block, line, hash);
  }

  private static long deleteRun(Path run) throws IOException {
    RunLock lock = RunLock.take(run);
    if (lock == null) {
      return 0;
    }
    try (lock) {
      long size = size(run);
      try (Stream<Path> entries = Files.walk(run)) {
        for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(entry);
        }
      }
      LOG.log(Level.INFO, "journal: retention has deleted {0}", run);
      return size;
    }
  }

  /** Bytes of a journal's files; what a file is longer than its content counts. */
  static long size(Path run) throws IOException {
    long size = 0;
    for (Path file : JournalFiles.of(run)) {
      size += Files.size(file);
    }
    return size;
  }

  private static long newest(Path run) throws IOException {
    long newest = 0;
    for (Path file : JournalFiles.of(run)) {
      newest = Math.max(newest, millis(file));
    }
    return newest;
  }

  private static long millis(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }
}
