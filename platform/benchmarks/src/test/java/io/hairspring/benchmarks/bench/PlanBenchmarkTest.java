package io.hairspring.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanBenchmarkTest {
  /** Five independent tasks of 3 3 2 2 2 between the dummies. */
  private static final String GRAPH =
      """
      5
      0 0 0
      1 3 1 0
      2 3 1 0
      3 2 1 0
      4 2 1 0
      5 2 1 0
      6 0 5 1 2 3 4 5
      # a comment
      """;

  @TempDir private Path data;

  @BeforeEach
  void writeTheGraph() throws IOException {
    Files.createDirectories(data.resolve("stg/optimal"));
    Files.createDirectories(data.resolve("stg/5"));
    Files.writeString(data.resolve("stg/5/a.stg"), GRAPH);
  }

  private BenchContext context(Optional<Path> folder) {
    return new BenchContext(
        true, folder, new Report(), new Table(), new MachineNoise(), line -> {});
  }

  private BenchContext measured(String optima) throws BenchmarkException, IOException {
    Files.writeString(data.resolve("stg/optimal/Case.csv"), optima);
    final BenchContext context = context(Optional.of(data));
    new PlanBenchmark().run(context);
    return context;
  }

  private static void has(BenchContext context, String key, String value) {
    final String json = context.report().json();
    assertTrue(json.contains("\"" + key + "\": " + value), json);
  }

  @Test
  void shouldCountOptimaAndGapsOfClosedRowsAndKeepOpenOnesApart() throws Exception {
    final BenchContext context = measured("5/a.stg,2,6\n5/a.stg,3,4\n5/a.stg,2,5,7\n");
    has(context, "plan.stg.closed", "2");
    has(context, "plan.stg.optimal", "1");
    has(context, "plan.stg.optimal_share", "0.5");
    has(context, "plan.stg.mean_gap", "0.125");
    has(context, "plan.stg.max_gap", "0.25");
    has(context, "plan.stg.open", "1");
    has(context, "plan.stg.open_at_best_known", "1");
    has(context, "plan.stg.proven", "3");
    has(context, "plan.stg.list.optimal", "0");
    has(context, "plan.count", "9");
    has(context, "plan.cold.count", "3");
    assertTrue(context.table().toString().contains("1 of 2 closed rows"));
  }

  @Test
  void shouldRefuseAMakespanUnderTheKnownBound() {
    final BenchmarkException e =
        assertThrows(BenchmarkException.class, () -> measured("5/a.stg,2,8\n"));
    assertEquals("bench plan: 5/a.stg on 2: makespan 6 is under the known bound 8", e.getMessage());
  }

  @Test
  void shouldSayInOneLineThatTheGraphsAreMissing() {
    for (final Optional<Path> folder :
        List.of(Optional.<Path>empty(), Optional.of(data.resolve("nowhere")))) {
      final IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> new PlanBenchmark().run(context(folder)));
      assertTrue(e.getMessage().startsWith("bench plan: "), e::getMessage);
      assertTrue(e.getMessage().contains("--data DIR"), e::getMessage);
      assertEquals(1, e.getMessage().lines().count());
    }
  }

  @Test
  void shouldSayInOneLineWhichRowIsWrong() {
    for (final String row : new String[] {"5/a.stg,2", "5/a.stg,two,6", "5/a.stg,99,6"}) {
      final IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> measured(row));
      assertTrue(e.getMessage().contains("'" + row + "' must be graph"), e::getMessage);
      assertEquals(1, e.getMessage().lines().count());
    }
  }
}
