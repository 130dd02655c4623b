package io.hairspring.benchmarks.bench;

import io.hairspring.benchmarks.bench.StandardTaskGraphs.Row;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.kernel.planner.Ending;
import io.hairspring.kernel.planner.Schedule;
import io.hairspring.kernel.planner.ScheduleCheck;
import io.hairspring.kernel.planner.StaticPlanner;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The planner against the Standard Task Graph set: how many of the known optima it reaches, how far
 * it is off elsewhere, and how long it takes for a graph. The first round of all graphs, in a JVM
 * that has planned nothing yet, is the cold series; then come rounds that count.
 */
final class PlanBenchmark implements Benchmark {
  private static final int ROUNDS = 10;
  private static final int QUICK_ROUNDS = 3;

  private final StaticPlanner planner = new StaticPlanner();

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String description() {
    return "the planner against the known optima of the Standard Task Graph set, and its time";
  }

  @Override
  public void run(BenchContext context) throws BenchmarkException, IOException {
    final List<List<Row>> files = StandardTaskGraphs.in(context.data()).rows();
    final LatencySeries cold = new LatencySeries("plan.cold");
    final LatencySeries warm = new LatencySeries("plan");
    final PlanScore planned = new PlanScore();
    final PlanScore listed = new PlanScore();
    for (final List<Row> rows : files) {
      measure(rows, cold, planned);
      context.takeNoise();
    }
    for (final List<Row> rows : files) {
      for (final Row row : rows) {
        listed.add(row, checked(row, planner.list(row.problem())));
      }
    }
    final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
    for (int round = 1; round <= rounds; round++) {
      context.progress().accept("plan: round " + round + " of " + rounds);
      final PlanScore again = new PlanScore();
      for (final List<Row> rows : files) {
        measure(rows, warm, again);
        context.takeNoise();
      }
      planned.addStruck(again);
    }
    show(context, planned, listed, warm, cold);
  }

  private void measure(List<Row> rows, LatencySeries series, PlanScore score)
      throws BenchmarkException {
    for (final Row row : rows) {
      final long begin = System.nanoTime();
      final Schedule schedule = planner.plan(row.problem());
      series.accept(System.nanoTime() - begin);
      score.add(row, checked(row, schedule));
    }
    series.endBlock();
  }

  private static Schedule checked(Row row, Schedule schedule) throws BenchmarkException {
    final String at = "bench plan: " + row.name() + " on " + row.problem().lanes() + ": ";
    final List<String> violations = ScheduleCheck.violations(row.problem(), schedule.placements());
    if (!violations.isEmpty()) {
      throw new BenchmarkException(at + violations.get(0));
    }
    if (schedule.makespan() < row.lower()) {
      throw new BenchmarkException(
          at + "makespan " + schedule.makespan() + " is under the known bound " + row.lower());
    }
    return schedule;
  }

  private static void show(
      BenchContext context,
      PlanScore planned,
      PlanScore listed,
      LatencySeries warm,
      LatencySeries cold) {
    context
        .report()
        .put("plan.stg.closed", planned.closed())
        .put("plan.stg.optimal", planned.optimal())
        .put("plan.stg.optimal_share", planned.optimalShare())
        .put("plan.stg.mean_gap", planned.meanGap())
        .put("plan.stg.max_gap", planned.maxGap())
        .put("plan.stg.open", planned.open())
        .put("plan.stg.open_at_best_known", planned.openAtBest())
        .put("plan.stg.proven", planned.proven())
        .put("plan.stg.list.optimal", listed.optimal())
        .put("plan.stg.list.mean_gap", listed.meanGap())
        .put("plan.stg.list.max_gap", listed.maxGap())
        .put("plan.budget_steps", StaticPlanner.BUDGET)
        .put("plan.ceiling_struck", planned.struck())
        .put(warm)
        .put(cold);
    context
        .table()
        .row("plan", planned.toString())
        .row("plan, open rows", openRows(planned))
        .row("list scheduling", listed.toString())
        .row("plan, budget", budget(planned))
        .gap()
        .latencies(List.of(warm, cold));
  }

  private static String openRows(PlanScore score) {
    return Table.number(score.openAtBest())
        + " of "
        + Table.number(score.open())
        + " as good as the best known; "
        + Table.number(score.proven())
        + " rows in all proven optimal";
  }

  private static String budget(PlanScore score) {
    return Table.number(StaticPlanner.BUDGET)
        + " steps a graph; "
        + Ending.CEILING_STRUCK
        + " "
        + String.format(Locale.ROOT, "%,d times", score.struck());
  }
}
