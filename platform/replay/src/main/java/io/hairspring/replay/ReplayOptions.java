package io.hairspring.replay;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of {@code replay}.
 *
 * @param directory the journal of one run
 * @param report where the report is written, if anywhere
 * @param all whether every difference is looked for, not the first alone
 */
record ReplayOptions(Path directory, Optional<Path> report, boolean all) {
  static final String USAGE = "replay DIR [--report FILE] [--all]";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException saying in one line what is wrong and what would be right
   */
  static ReplayOptions parse(List<String> arguments) {
    Path directory = null;
    Path report = null;
    boolean all = false;
    for (int i = 0; i < arguments.size(); i++) {
      final String argument = arguments.get(i);
      if (argument.equals("--all")) {
        all = true;
      } else if (argument.equals("--report")) {
        i++;
        if (i == arguments.size()) {
          throw new IllegalArgumentException("replay: --report names no file; use " + USAGE);
        }
        report = reportFile(path(arguments.get(i)));
      } else if (argument.startsWith("--") || directory != null) {
        throw new IllegalArgumentException("replay: " + argument + "?; use " + USAGE);
      } else {
        directory = path(argument);
      }
    }
    if (directory == null) {
      throw new IllegalArgumentException("replay: no journal is named; use " + USAGE);
    }
    return new ReplayOptions(directory, Optional.ofNullable(report), all);
  }

  /** Before the work, not after it. */
  private static Path reportFile(Path file) {
    final Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw new IllegalArgumentException("replay: the report " + file + " cannot be written there");
    }
    return file;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (final InvalidPathException e) {
      throw new IllegalArgumentException("replay: " + text + " is not a path", e);
    }
  }
}
