package io.hairspring.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir private Path folder;

  private record Recorded(String name, String failure) implements Benchmark {
    @Override
    public String description() {
      return "a benchmark of this test";
    }

    @Override
    public void run(BenchContext context) throws BenchmarkException {
      if (!failure.isEmpty()) {
        throw new BenchmarkException(failure);
      }
      context.takeNoise();
      context.report().put(name + ".quick", String.valueOf(context.quick()));
    }
  }

  private String report(int status, String... arguments) throws IOException {
    final Path file = folder.resolve("report.json");
    final BenchCommand command =
        new BenchCommand(List.of(new Recorded("one", ""), new Recorded("two", "")));
    final List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--report", file.toString()));
    assertEquals(status, command.applyAsInt(all));
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void shouldRunWhatIsNamedAndReportItWithMachineAndNoise() throws IOException {
    final String json = report(0, "two", "--quick");
    assertTrue(json.contains("\"two.quick\": \"true\""), json);
    assertFalse(json.contains("one."), json);
    assertTrue(json.contains("\"noise.lane.p50_ns\""), json);
    assertTrue(json.contains("\"noise.wide.p50_ns\""), json);
    assertTrue(json.contains("\"environment.jvm_flags\""), json);
  }

  @Test
  void shouldRunEverythingWhenNothingIsNamed() throws IOException {
    final String json = report(0);
    assertTrue(json.contains("\"one.quick\": \"false\""), json);
    assertTrue(json.contains("\"two.quick\": \"false\""), json);
  }

  @Test
  void shouldRunNothingWhenAskedForTheList() throws IOException {
    assertEquals("", report(0, "--list"));
  }

  @Test
  void shouldEndWithTwoOnWrongInputAndOneOnAWrongResult() throws IOException {
    assertEquals("", report(2, "three"));
    final BenchCommand wrong = new BenchCommand(List.of(new Recorded("one", "it is wrong")));
    assertEquals(1, wrong.applyAsInt(List.of("one")));
    assertEquals(
        2, wrong.applyAsInt(List.of("--report", folder.resolve("no/where").toString(), "--quack")));
  }

  @Test
  void shouldEndWithTwoWhereTheReportCannotBeWritten() {
    final BenchCommand command = new BenchCommand(List.of(new Recorded("one", "")));
    final String nowhere = folder.resolve("no/where").toString();
    assertEquals(2, command.applyAsInt(List.of("--report", nowhere)));
  }

  @Test
  void shouldHaveTheBenchmarksOfTheContract() {
    // Nothing is measured, so nothing is asked of the platform.
    final BenchCommand command = new BenchCommand(null, null, null, null);
    assertEquals(
        0,
        command.applyAsInt(
            List.of(
                "dispatch", "timer", "throughput", "critical-path", "plan", "affinity", "--list")));
  }
}
