package io.hairspring.telemetry.stat;

import io.hairspring.telemetry.counters.CountersFiles;
import io.hairspring.telemetry.counters.CountersView;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code stat [DIR] [--watch SECONDS] [--report FILE]}: the counters of a running platform, from
 * its counters file. A process of its own without a container: it maps the file and reads it, and
 * the platform does not notice. Exit status: 1 nothing runs or it cannot be read, 2 not understood.
 */
public final class Stat {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintStream out;
  private final PrintStream errors;

  Stat(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(
        new Stat(System.out, System.err)
            .run(List.of(arguments), System.getProperty("hairspring.home")));
  }

  /** Runs it; the result is the exit status. */
  int run(List<String> arguments, String home) {
    final StatOptions options;
    try {
      options = StatOptions.of(arguments, home);
    } catch (final IllegalArgumentException e) {
      errors.println("stat: " + e.getMessage());
      return WRONG_INPUT;
    }
    try {
      final Path file = new RunningPlatform(options.place()).file(out::println);
      final CountersView first = CountersFiles.read(file);
      out.print(new StatTable(first, null).toString());
      if (options.report() != null) {
        Files.writeString(options.report(), new StatReport(first).json());
      }
      return options.watchNanos() == 0 ? 0 : watch(file, first, options.watchNanos());
    } catch (final IOException e) {
      final boolean missing = e instanceof NoSuchFileException;
      errors.println("stat: " + (missing ? "no such file: " : "") + e.getMessage());
      return FAILED;
    }
  }

  /** Until the platform has ended, or the user has had enough. */
  private int watch(Path file, CountersView first, long nanos) throws IOException {
    CountersView before = first;
    while (true) {
      final long due = System.nanoTime() + nanos;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.min(PAUSE_NANOS, due - System.nanoTime()));
      }
      if (!Files.exists(file) || !before.alive()) {
        out.println("the platform (process " + first.pid() + ") has ended");
        return 0;
      }
      final CountersView now = CountersFiles.read(file);
      out.println();
      out.print(new StatTable(now, before).toString());
      before = now;
    }
  }
}
