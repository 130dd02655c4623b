package io.hairspring.jmh;

import io.hairspring.kernel.planner.Job;
import io.hairspring.kernel.planner.Problem;
import io.hairspring.kernel.planner.Schedule;
import io.hairspring.kernel.planner.StaticPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A random graph of tasks planned for two lanes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlannerBench {
  private static final int LANES = 2;
  private static final long HOP = 200;
  private static final int LONGEST = 2_000;
  private static final int REACH = 8;

  /** Tasks. */
  @Param({"10", "50"})
  public int jobs;

  private Problem problem;
  private final StaticPlanner planner = new StaticPlanner();

  /** Draws the graph. */
  @Setup
  public void draw() {
    final Random random = new Random(jobs);
    final List<Job> all = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      final List<Integer> before = new ArrayList<>();
      for (int p = Math.max(0, i - REACH); p < i; p++) {
        if (random.nextInt(REACH / 2) == 0) {
          before.add(p);
        }
      }
      all.add(new Job(i, 1 + random.nextInt(LONGEST), before));
    }
    problem = new Problem(LANES, HOP, all);
  }

  /** As every change of the plan does. */
  @Benchmark
  public Schedule plan() {
    return planner.plan(problem);
  }

  /** List scheduling alone. */
  @Benchmark
  public Schedule list() {
    return planner.list(problem);
  }
}
