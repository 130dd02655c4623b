package io.hairspring.kernel.lane;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A lane on a bench: fed by hand, turned by hand, and read out. Its clock stands at first. */
final class LaneBench {
  static final long START = 1_000_000;
  static final int TASKS = 320;
  private static final int TIMERS = 16;
  private static final int TURNS = 10_000;

  final BenchClock clock = new BenchClock(START);
  final List<String> ran = new ArrayList<>();
  final Queue<TaskFailure> failures = new ArrayDeque<>();
  final LaneRings rings =
      new LaneRings(new LineRing(64), new LineRing(64), new LineRing(8), new LineRing(2048));
  final Lane lane;

  private final List<TimesLine> times = new ArrayList<>();
  private List<Instrument> instruments = List.of();
  private int numbers;
  private int epoch;

  private final Tier tier;

  LaneBench(Tier tier) {
    this(tier, parking(8));
  }

  LaneBench(Tier tier, LaneSettings settings) {
    this.tier = tier;
    lane = new Lane(clock, rings, settings, Plan.empty(), failures);
  }

  /** Places for so many cycles with deferred steps; nothing timed, nothing enforced. */
  static LaneSettings parking(int cycles) {
    return new LaneSettings(TASKS, TIMERS, cycles, 0, DeadlinePolicy.COUNT, 0, 0, 0);
  }

  static LaneSettings timing(int sampleEvery, int quarantineAfter) {
    return new LaneSettings(
        TASKS, TIMERS, 8, sampleEvery, DeadlinePolicy.COUNT, quarantineAfter, 0, 0);
  }

  static LaneSettings enforcing(DeadlinePolicy policy) {
    return new LaneSettings(TASKS, TIMERS, 8, 1_000, policy, 0, 0, 0);
  }

  static LaneSettings sharing(int cancels, int critical) {
    return new LaneSettings(TASKS, TIMERS, 8, 0, DeadlinePolicy.COUNT, 0, cancels, critical);
  }

  /** What an order waits for, on every market event. */
  static TaskDefinition.Builder critical(String name) {
    return TaskDefinition.named(name)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL);
  }

  /** What can wait, on every market event. */
  static TaskDefinition.Builder sensitive(String name) {
    return TaskDefinition.named(name).on(TriggerKind.MARKET_EVENT);
  }

  /** What can wait longest, on every market event. */
  static TaskDefinition.Builder background(String name) {
    return sensitive(name).latencyClass(LatencyClass.BACKGROUND);
  }

  /** A task whose runs are listed in {@link #ran}. */
  TaskNode task(TaskDefinition.Builder definition, Task task) {
    final TaskDefinition built = definition.build();
    return new TaskNode(
        ++numbers,
        built,
        cycle -> {
          ran.add(built.name());
          return task.run(cycle);
        },
        "test");
  }

  /** A task that changes something. */
  TaskNode task(TaskDefinition.Builder definition) {
    return task(definition, cycle -> true);
  }

  /** A task that takes some time. */
  TaskNode taking(long nanos, TaskDefinition.Builder definition) {
    return task(
        definition,
        cycle -> {
          clock.pass(nanos);
          return true;
        });
  }

  /** A task that throws. */
  TaskNode broken(TaskDefinition.Builder definition) {
    return task(
        definition,
        cycle -> {
          throw new IllegalStateException("broken");
        });
  }

  void instruments(Instrument... known) {
    instruments = List.of(known);
  }

  /** Has the lane adopt a plan. */
  Plan plan(TaskNode... nodes) {
    return plan(PlanRules.automatic(instruments), nodes);
  }

  Plan plan(PlanRules rules, TaskNode... nodes) {
    final Plan plan =
        tier.of(
            Plan.of(
                ++epoch,
                "test",
                TaskGraph.of(List.of(nodes), GraphLimits.ofTasks(TASKS)),
                TaskTimes.DECLARED,
                rules));
    lane.offer(plan);
    return plan;
  }

  void event(long sequence) {
    event(sequence, 0, MarketEventKind.ADD);
  }

  void event(long sequence, int instrument, MarketEventKind kind) {
    new MarketEventEncoder()
        .wrapAndApplyHeader(
            rings.market().buffer(), rings.market().claim(), new MessageHeaderEncoder())
        .sequence(sequence)
        .receiveNanos(sequence)
        .instrument(instrument)
        .kind((short) kind.ordinal());
    rings.market().commit();
  }

  void report(long clientOrderId) {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(
            rings.reports().buffer(), rings.reports().claim(), new MessageHeaderEncoder())
        .clientOrderId(clientOrderId)
        .receiveNanos(clientOrderId);
    rings.reports().commit();
  }

  /** Turns the lane once. */
  boolean turn() {
    return lane.turn();
  }

  /** Turns the lane until it has nothing to do. */
  void settle() {
    int turns = 0;
    while (lane.turn()) {
      if (++turns == TURNS) {
        throw new AssertionError("the lane still has something to do after " + TURNS + " turns");
      }
    }
  }

  /** What ran since the last time. */
  List<String> ran() {
    final List<String> names = List.copyOf(ran);
    ran.clear();
    return names;
  }

  /**
   * The cycle records since the last time; those of task times are kept for {@link #times}, and
   * timers that fired are passed over. The lane rests first: it has to hand them over by then.
   */
  List<CycleLine> records() {
    lane.rest();
    final List<CycleLine> lines = new ArrayList<>();
    final LineRing ring = rings.records();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    for (int at = ring.peek(); at != LineRing.EMPTY; at = ring.peek()) {
      header.wrap(ring.buffer(), at);
      if (header.templateId() == TaskTimesDecoder.TEMPLATE_ID) {
        times.add(
            TimesLine.of(new TaskTimesDecoder().wrapAndApplyHeader(ring.buffer(), at, header)));
      } else if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
        lines.add(
            CycleLine.of(new CycleRecordDecoder().wrapAndApplyHeader(ring.buffer(), at, header)));
      }
      ring.release();
    }
    return lines;
  }

  /** The records of task times since the last time; cycle records before them are passed over. */
  List<TimesLine> times() {
    records();
    final List<TimesLine> lines = List.copyOf(times);
    times.clear();
    return lines;
  }
}
