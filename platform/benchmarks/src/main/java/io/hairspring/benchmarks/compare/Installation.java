package io.hairspring.benchmarks.compare;

import io.hairspring.benchmarks.bench.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An installation that is measured by starting it.
 *
 * @param home its directory
 * @param names the benchmarks
 * @param folder where its reports go
 */
record Installation(Path home, List<String> names, Path folder) implements Side {
  private static final long MOST_MINUTES = 15;

  /** The start script of an installation. */
  static Path script(Path home) {
    return home.resolve("bin/hairspring");
  }

  @Override
  public Verdict.Margin margin() {
    return Verdict.Margin.PAIRED;
  }

  @Override
  public Map<String, String> measure() throws BenchmarkException, IOException {
    final Path report = Files.createTempFile(folder, "report", ".json");
    final List<String> command = new ArrayList<>(List.of(script(home).toString(), "bench"));
    command.addAll(names);
    command.addAll(List.of("--quick", "--report", report.toString()));
    final Path output = folder.resolve("output.txt");
    final Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new BenchmarkException(
            "bench --compare: " + home + " has not ended after " + MOST_MINUTES + " minutes");
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new BenchmarkException("bench --compare: interrupted");
    }
    if (process.exitValue() != 0) {
      throw new BenchmarkException(
          "bench --compare: "
              + home
              + " ended with "
              + process.exitValue()
              + ": "
              + Files.readString(output).lines().reduce("", (first, last) -> last));
    }
    return Metrics.entries(report);
  }
}
