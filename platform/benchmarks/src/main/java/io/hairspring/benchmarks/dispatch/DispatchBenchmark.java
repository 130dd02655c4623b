package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.control.Platform;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.dispatch.Contest.Way;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the lane costs beside the work, on its pinned thread, in a session that is paused. */
public final class DispatchBenchmark implements Benchmark {
  private static final int ROUNDS = 61;
  private static final int QUICK_ROUNDS = 15;
  private static final int WARM_UP_ROUNDS = 12;
  private static final int MESH_SIDE = 10;
  private static final long BUSY_NANOS = 2_000;
  private static final int DECISIONS = 4_096;

  private final Platform platform;
  private final KernelProbe probe;

  /** On a platform. */
  public DispatchBenchmark(Platform platform, KernelProbe probe) {
    this.platform = platform;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "dispatch";
  }

  @Override
  public String description() {
    return "what a lane costs a task, against straight code that calls the same tasks";
  }

  @Override
  public void run(BenchContext context) {
    try (QuietSession session = new QuietSession(platform, probe)) {
      final List<Contest> small = new ArrayList<>();
      final List<Contest> busy = new ArrayList<>();
      final LatencySeries decision = new LatencySeries("dispatch.decision");
      final ProbeLane deciding = deciding(decision);
      session.onLane(
          () -> {
            prepare(small, busy, deciding);
            warmUp(small, busy, deciding);
          });
      decision.clear();
      final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
      for (int round = 1; round <= rounds; round++) {
        context.progress().accept("dispatch: round " + round + " of " + rounds);
        session.onLane(
            () -> {
              small.forEach(Contest::measure);
              busy.forEach(Contest::measure);
              Contest.cycles(deciding, DECISIONS);
              decision.endBlock();
              context.takeNoise();
            });
      }
      show(context, small, busy.get(0), decision);
    }
  }

  private ProbeLane deciding(LatencySeries decision) {
    final ProbeLane lane = probe.lane();
    final List<Task> tasks = new ArrayList<>(new Straight20().tasks());
    tasks.add(0, new FirstStep(decision));
    Contest.addChain(lane, tasks);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
    return lane;
  }

  private void prepare(List<Contest> small, List<Contest> busy, ProbeLane deciding) {
    small.add(Contest.chain(probe, "5", new Straight5(), 3_200));
    small.add(Contest.chain(probe, "20", new Straight20(), 1_600));
    small.add(Contest.chain(probe, "101", new Straight101(), 832));
    small.add(Contest.mesh(probe, "10x10", new Straight100(), MESH_SIDE, 832));
    // Once compiled: what the compiler does meanwhile slows this thread, and would shorten the
    // work.
    warmUp(small, busy, deciding);
    final int rounds = (int) (BUSY_NANOS * BusyWork.roundsPerNano());
    busy.add(Contest.chain(probe, "5x2us", new StraightBusy(rounds), 64));
    small.forEach(Contest::specialise);
    busy.forEach(Contest::specialise);
  }

  private static void warmUp(List<Contest> small, List<Contest> busy, ProbeLane deciding) {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      small.forEach(Contest::warmUp);
      busy.forEach(Contest::warmUp);
      Contest.cycles(deciding, DECISIONS);
    }
  }

  private static void show(
      BenchContext context, List<Contest> small, Contest busy, LatencySeries decision) {
    for (final Contest contest : small) {
      report(context, contest);
    }
    report(context, busy);
    final Samples ratio = busy.ratio(Way.SPECIAL);
    final Samples onArrays = busy.ratio(Way.PLAN);
    context
        .report()
        .put("dispatch.overhead_ratio", ratio.median())
        .put("dispatch.overhead_ratio.p10", ratio.quantile(0.1))
        .put("dispatch.overhead_ratio.p90", ratio.quantile(0.9))
        .put("dispatch.overhead_ratio.plan", onArrays.median())
        .put("dispatch.overhead_ratio.plan.p10", onArrays.quantile(0.1))
        .put("dispatch.overhead_ratio.plan.p90", onArrays.quantile(0.9))
        .put("dispatch.decision_ns", decision.typical(Percentile.P50))
        .put("dispatch.blocks", (long) ratio.count())
        .put(decision);
    context
        .table()
        .row(
            "dispatch ratio",
            String.format(
                Locale.ROOT,
                "%.4f for 5 tasks of 2 us on the second tier (%.4f to %.4f), %.4f on the first"
                    + " (%.4f to %.4f), %d blocks",
                ratio.median(),
                ratio.quantile(0.1),
                ratio.quantile(0.9),
                onArrays.median(),
                onArrays.quantile(0.1),
                onArrays.quantile(0.9),
                ratio.count()))
        .gap()
        .latencies(List.of(decision));
  }

  private static void report(BenchContext context, Contest contest) {
    final String key = "dispatch." + contest.name();
    for (final Way way : Way.values()) {
      context.report().put(key + "." + way.key + "_ns", contest.nanos(way).median());
    }
    context
        .report()
        .put("dispatch.special_ratio." + contest.name(), contest.ratio(Way.SPECIAL_WALK).median())
        .put("dispatch.special_cycle_ratio." + contest.name(), contest.ratio(Way.SPECIAL).median());
    context
        .table()
        .row(key, "ns a task: " + line(contest, Way.STRAIGHT))
        .row("", "whole cycle: " + line(contest, Way.PLAN) + ", " + line(contest, Way.SPECIAL))
        .row(
            "",
            "steps alone: "
                + line(contest, Way.PLAN_WALK)
                + ", "
                + line(contest, Way.SPECIAL_WALK)
                + String.format(
                    Locale.ROOT,
                    ", %.2f times straight",
                    contest.ratio(Way.SPECIAL_WALK).median()));
  }

  private static String line(Contest contest, Way way) {
    final Samples nanos = contest.nanos(way);
    return String.format(
        Locale.ROOT,
        "%s %.2f (%.2f to %.2f)",
        way.key,
        nanos.median(),
        nanos.quantile(0.1),
        nanos.quantile(0.9));
  }
}
