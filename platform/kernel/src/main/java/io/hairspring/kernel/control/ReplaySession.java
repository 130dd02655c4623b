package io.hairspring.kernel.control;

import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.Restraints;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jctools.queues.MpscArrayQueue;

/** A recorded session that is run again: the lane, its rings and books, and its plans. */
final class ReplaySession {
  private static final int INPUT_LINES = 64;
  private static final int FAILURES = 256;
  private static final int MOST_TURNS = 4;

  private final Registry registry;
  private final KernelSettings settings;
  private final Instruments instruments;
  private final BookSet books;
  private final ReplayClock clock = new ReplayClock();
  private final LaneRings rings;
  private final MpscArrayQueue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final Lane lane;
  private final Map<Integer, Task> tasks = new HashMap<>();
  private final Deque<Plan> plans = new ArrayDeque<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final UnsafeBuffer fired = new UnsafeBuffer(new byte[LineRing.LINE]);
  private long restraints;
  private int epoch;

  ReplaySession(Registry registry, KernelSettings settings, Instruments instruments) {
    this.registry = registry;
    this.settings = settings;
    this.instruments = instruments;
    this.books =
        new BookSet(instruments.all().size(), settings.bookOrders(), settings.bookLevels());
    this.rings =
        new LaneRings(
            new LineRing(INPUT_LINES),
            new LineRing(INPUT_LINES),
            new LineRing(settings.egressLines()),
            new LineRing(settings.recordLines()));
    this.lane = new Lane(clock, rings, settings.lane(), Plan.empty(0), failures);
  }

  LineRing egress() {
    return rings.egress();
  }

  LineRing records() {
    return rings.records();
  }

  /**
   * A plan that was offered: it comes into force with the first cycle that says so.
   *
   * @throws IllegalStateException when a task of it is not plugged in
   */
  void plan(RecordedPlan recorded) {
    final List<TaskNode> nodes =
        recorded.tasks().stream()
            .sorted(Comparator.comparingInt(RecordedPlan.RecordedTask::number))
            .map(this::node)
            .toList();
    final Map<Integer, Long> times = new HashMap<>();
    recorded.tasks().forEach(task -> times.put(task.number(), task.nanos()));
    final TaskGraph graph = TaskGraph.of(nodes, settings.limits());
    graph
        .refusals()
        .forEach(
            refusal -> {
              throw new IllegalStateException(
                  "task " + refusal.node().name() + " is refused: " + refusal.reason());
            });
    final KernelSettings.Planning planning = settings.planning();
    final PlanRules rules =
        new PlanRules(
            planning.ordering(),
            planning.declaredPath(),
            planning.deadlineNanos(),
            instruments.all(),
            1,
            0);
    plans.add(Plan.of(recorded.epoch(), "replay", graph, node -> times.get(node.number()), rules));
  }

  private TaskNode node(RecordedPlan.RecordedTask recorded) {
    if (recorded.name().equals(BookTask.NAME)) {
      final Task book = tasks.computeIfAbsent(recorded.number(), any -> new BookTask(books));
      return node(recorded, BookTask.definition(), book);
    }
    for (final Registry.StrategyPlug plug : registry.strategies.values()) {
      if (plug.definition().name().equals(recorded.name())) {
        final Task task = tasks.computeIfAbsent(recorded.number(), any -> started(plug, recorded));
        return node(recorded, plug.definition(), task);
      }
    }
    for (final Registry.TaskPlug plug : registry.tasks.values()) {
      if (plug.definition().name().equals(recorded.name())) {
        return node(recorded, plug.definition(), plug.task());
      }
    }
    throw new IllegalStateException(
        "task " + recorded.name() + " of the recording is not plugged in: deploy its bundle");
  }

  private static TaskNode node(
      RecordedPlan.RecordedTask recorded, TaskDefinition definition, Task task) {
    return new TaskNode(
        recorded.number(), definition.withLatencyClass(recorded.latencyClass()), task, "replay");
  }

  private Task started(Registry.StrategyPlug plug, RecordedPlan.RecordedTask recorded) {
    plug.strategy().timers(lane.timersOf(recorded.number()));
    plug.strategy().start(instruments);
    return new StrategyTask(
        plug.strategy(), books, new StrategyPort(lane.orders(), recorded.slot()));
  }

  /**
   * Runs one recorded cycle, or its deferred steps.
   *
   * @param input what triggered it; not looked at for a timer or deferred steps
   * @param newOrders how many recorded orders of it are more than cancels
   * @return whether the lane did anything
   * @throws IllegalStateException when the journal does not have the cycle's plan
   */
  boolean run(CycleRecordDecoder record, DirectBuffer input, int newOrders) {
    // In a boundary of their own: the readings of the cycle's turn are the cycle's.
    clock.set(record.startNanos(), record.startNanos());
    adoptUpTo(record);
    restrain(record, newOrders);
    final boolean slack = record.outcome().slack();
    if (!slack && record.trigger() == MarketEventDecoder.TEMPLATE_ID) {
      rings.market().offer(input, 0);
    } else if (!slack && record.trigger() == ExecutionReportDecoder.TEMPLATE_ID) {
      rings.reports().offer(input, 0);
    }
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      clock.set(record.startNanos(), record.endNanos());
      lane.turn();
      lane.rest();
      if (findRecord()) {
        return true;
      }
    }
    return false;
  }

  /** Goes to the next cycle's record that the lane wrote; it is the oldest of {@link #records}. */
  private boolean findRecord() {
    final LineRing records = rings.records();
    while (records.peek() != LineRing.EMPTY) {
      header.wrap(records.buffer(), records.peek());
      if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
        return true;
      }
      if (header.templateId() == TimerFiredDecoder.TEMPLATE_ID) {
        fired.putBytes(0, records.buffer(), records.peek(), LineRing.LINE);
      }
      records.release();
    }
    return false;
  }

  /** The timer that the lane says it fired last. */
  DirectBuffer fired() {
    return fired;
  }

  /** Done with a cycle: what else the lane wrote is dropped. */
  void endCycle() {
    while (rings.records().peek() != LineRing.EMPTY) {
      rings.records().release();
    }
    while (rings.egress().peek() != LineRing.EMPTY) {
      rings.egress().release();
    }
    failures.clear();
  }

  private void adoptUpTo(CycleRecordDecoder record) {
    while (epoch != record.epoch()) {
      final Plan next = plans.poll();
      if (next == null) {
        throw new IllegalStateException(
            "plan "
                + record.epoch()
                + " of cycle "
                + record.cycle()
                + " is not in the journal: it must start with the session");
      }
      lane.offer(next);
      epoch = next.epoch();
      lane.takeUp();
    }
  }

  /** What mitigations kept the lane from, as far as the record tells. */
  private void restrain(CycleRecordDecoder record, int newOrders) {
    final boolean hold = record.outcome().orderRefused() && newOrders == 0;
    final boolean shed = record.outcome().shed() && !record.outcome().slack();
    final long bits = (hold ? Restraints.HOLD : 0) | (shed ? Restraints.SHED : 0);
    if (bits != restraints) {
      restraints = bits;
      lane.restrain(Restraints.word(record.cycle(), bits));
      lane.takeUp();
    }
  }
}
