package io.hairspring.kernel.control;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.time.SystemClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole cycle of a lane: the event into its ring, a chain of small tasks, the record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBench {

  /** Tasks in a row. */
  @Param({"1", "5", "20", "101"})
  public int tasks;

  private final ProbeLane lane = new DrivenLane(KernelSettings.from(Map.of()), new SystemClock());
  private long due;

  /** Adds one. */
  @HotPath
  private static final class Adding implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value + 3;
      return true;
    }
  }

  /** Rotates. */
  @HotPath
  private static final class Rotating implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = Long.rotateLeft(value, 7) ^ 11;
      return true;
    }
  }

  /** Multiplies. */
  @HotPath
  private static final class Multiplying implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value * 31 + 7;
      return true;
    }
  }

  /** Makes the plan: tasks of three classes by turns, so that no call has a favourite. */
  @Setup
  public void plan() {
    for (int i = 0; i < tasks; i++) {
      final TaskDefinition.Builder definition =
          TaskDefinition.named("t" + i).latencyClass(LatencyClass.CRITICAL);
      if (i == 0) {
        definition.on(TriggerKind.MARKET_EVENT);
      } else {
        definition.after("t" + (i - 1));
      }
      lane.add(
          definition.build(),
          List.<Task>of(new Adding(), new Rotating(), new Multiplying()).get(i % 3));
    }
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  /** A cycle. */
  @Benchmark
  public boolean cycle() {
    lane.event(++due);
    final boolean ran = lane.turn();
    lane.discard();
    return ran;
  }
}
