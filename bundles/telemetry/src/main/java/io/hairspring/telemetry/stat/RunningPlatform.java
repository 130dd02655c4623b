package io.hairspring.telemetry.stat;

import io.hairspring.telemetry.counters.CountersFiles;
import io.hairspring.telemetry.counters.CountersView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the counters file of the platform that runs.
 *
 * @param place a directory of counters files, or one such file
 */
record RunningPlatform(Path place) {
  private record Found(Path file, CountersView view) {}

  /**
   * The file. When several run, that of the one that began last, and one line about the others.
   *
   * @throws IOException when nothing runs; the message is for the user
   */
  Path file(Consumer<String> remarks) throws IOException {
    final List<Found> running = new ArrayList<>();
    final List<Found> gone = new ArrayList<>();
    IOException unreadable = null;
    for (final Path file : files()) {
      try {
        final Found found = new Found(file, CountersFiles.read(file));
        (found.view().alive() ? running : gone).add(found);
      } catch (final IOException e) {
        unreadable = e;
      }
    }
    if (running.isEmpty()) {
      throw unreadable != null ? unreadable : new IOException(nothingRuns(gone));
    }
    running.sort(Comparator.comparingLong(found -> found.view().startedMillis()));
    final Found last = running.remove(running.size() - 1);
    for (final Found other : running) {
      remarks.accept("process " + other.view().pid() + " runs too: stat " + other.file());
    }
    return last.file();
  }

  private List<Path> files() throws IOException {
    return Files.isRegularFile(place) ? List.of(place) : CountersFiles.in(place);
  }

  private String nothingRuns(List<Found> gone) {
    if (gone.isEmpty()) {
      return "no platform runs: no counters file in " + place;
    }
    final Found last = gone.get(gone.size() - 1);
    return "no platform runs: process "
        + last.view().pid()
        + ", which left "
        + last.file()
        + ", is gone";
  }
}
