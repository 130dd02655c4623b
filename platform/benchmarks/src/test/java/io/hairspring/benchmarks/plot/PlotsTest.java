package io.hairspring.benchmarks.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.benchmarks.report.Growth;
import io.hairspring.benchmarks.report.LatencySeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  @TempDir private Path folder;

  private static LatencySeries series(String name, long... nanos) {
    final LatencySeries series = new LatencySeries(name);
    for (int block = 0; block < 3; block++) {
      for (final long value : nanos) {
        series.accept(value);
      }
      series.endBlock();
    }
    return series;
  }

  @Test
  void shouldDrawPeersOfAWorkTogetherWithTheNoise() throws Exception {
    final Growth growth = new Growth("scaling.tasks", "tasks");
    growth.add(1, 50);
    growth.add(256, 1_000);
    final List<Path> files =
        Plots.draw(
            folder.resolve("run.json"),
            List.of(
                series("peers.hairspring.log", 20, 30, 4_000),
                series("peers.jdk-logger.log", 0, 3_000, 9_000_000),
                series("timer.late", 10, 20),
                new LatencySeries("timer.never"),
                series("noise.lane", 20, 21)),
            List.of(growth));
    assertEquals(
        List.of(
            "peers-log-percentiles.svg",
            "peers-log-over-time.svg",
            "timer-percentiles.svg",
            "timer-over-time.svg",
            "scaling-tasks.svg"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    for (final Path file : files) {
      assertEquals(folder.resolve("run-plots"), file.getParent());
      assertTrue(Files.readString(file).contains("<svg"), file::toString);
    }
  }

  @Test
  void shouldLeaveOutWhatWasNeverMeasured() {
    assertEquals(
        Set.of("timer"),
        Plots.groups(List.of(series("timer.late", 1), new LatencySeries("log.never"))).keySet());
  }
}
