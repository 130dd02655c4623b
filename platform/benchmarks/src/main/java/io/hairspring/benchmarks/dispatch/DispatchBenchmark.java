package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.control.Platform;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.QuietSession;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the lane costs beside the work, on its pinned thread, in a session that is paused. */
public final class DispatchBenchmark implements Benchmark {
  private static final int ROUNDS = 61;
  private static final int QUICK_ROUNDS = 21;
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
        final boolean planFirst = round % 2 == 0;
        session.onLane(
            () -> {
              small.forEach(contest -> contest.measure(planFirst));
              busy.forEach(contest -> contest.measure(planFirst));
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
    context
        .report()
        .put("dispatch.overhead_ratio", busy.ratio().median())
        .put("dispatch.overhead_ratio.p10", busy.ratio().quantile(0.1))
        .put("dispatch.overhead_ratio.p90", busy.ratio().quantile(0.9))
        .put("dispatch.decision_ns", decision.typical(Percentile.P50))
        .put("dispatch.blocks", (long) busy.ratio().count())
        .put(decision);
    context
        .table()
        .row(
            "dispatch ratio",
            String.format(
                Locale.ROOT,
                "%.4f for 5 tasks of 2 us (%.4f to %.4f), %d blocks",
                busy.ratio().median(),
                busy.ratio().quantile(0.1),
                busy.ratio().quantile(0.9),
                busy.ratio().count()))
        .gap()
        .latencies(List.of(decision));
  }

  private static void report(BenchContext context, Contest contest) {
    final String key = "dispatch." + contest.name();
    context
        .report()
        .put(key + ".fused_ns", contest.fused().median())
        .put(key + ".plan_ns", contest.planned().median());
    context
        .table()
        .row(
            key,
            String.format(
                Locale.ROOT,
                "%.2f ns a task straight, %.2f ns by plan (%.2f to %.2f)",
                contest.fused().median(),
                contest.planned().median(),
                contest.planned().quantile(0.1),
                contest.planned().quantile(0.9)));
  }
}
