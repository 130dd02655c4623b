package io.hairspring.benchmarks.compare;

import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code bench --compare BASELINE}: a baseline is another installation, measured beside this one by
 * turns, or a report of a machine of this kind, whose figures every round is compared with.
 *
 * @param baseline a directory or a file
 * @param names the benchmarks; none for all
 * @param rounds pairs of runs
 * @param injected per cent that are added to what this installation measures, to try the gate
 */
public record Gate(Path baseline, List<String> names, int rounds, double injected) {
  private static final List<String> KIND =
      List.of("environment.cpu", "environment.cores", "environment.jdk");

  /**
   * Measures and compares.
   *
   * @throws IllegalArgumentException in one line, when the baseline is none or of another machine
   * @return whether nothing got slower
   * @throws BenchmarkException in one line, when something cannot be compared
   */
  public boolean run(Report report, Table table, Consumer<String> progress)
      throws BenchmarkException, IOException {
    final Path folder = Files.createTempDirectory("hairspring-compare");
    try {
      final Comparison comparison = new Comparison(before(folder), here(folder), rounds, injected);
      comparison.measure(progress);
      final Map<String, Verdict> verdicts = comparison.verdicts();
      Comparison.show(verdicts, report, table);
      return verdicts.values().stream().noneMatch(v -> v.kind() == Verdict.Kind.SLOWER);
    } finally {
      delete(folder);
    }
  }

  private Side before(Path folder) throws IOException {
    if (Files.isExecutable(Installation.script(baseline))) {
      return new Installation(baseline, names, folder);
    }
    if (!Files.isRegularFile(baseline)) {
      throw new IllegalArgumentException(
          "bench: --compare "
              + baseline
              + ": must be an installation, with bin/hairspring, or a report of a machine of this"
              + " kind");
    }
    final Map<String, String> entries = Metrics.entries(baseline);
    final Map<String, String> machine = Environment.describe();
    for (final String key : KIND) {
      if (!machine.get(key).equals(entries.get(key))) {
        throw new IllegalArgumentException(
            "bench: --compare "
                + baseline
                + ": "
                + key
                + " is "
                + entries.get(key)
                + ", here it is "
                + machine.get(key)
                + "; measure a baseline on this kind of machine with bench --quick --report");
      }
    }
    return new Recorded(entries);
  }

  private Side here(Path folder) {
    return new Installation(Path.of(System.getProperty("hairspring.home", ".")), names, folder);
  }

  private static void delete(Path folder) throws IOException {
    final List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (final Path file : files) {
      Files.delete(file);
    }
  }
}
