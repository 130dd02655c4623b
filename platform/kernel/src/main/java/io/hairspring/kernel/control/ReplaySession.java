package io.hairspring.kernel.control;

import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.Restraints;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.ring.LineRing;
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
  private static final int IDLE_TURNS = 4;

  /** A plan that waits for its first cycle. */
  private record Offered(RecordedPlan recorded, Plan plan) {}

  private final KernelSettings settings;
  private final Instruments instruments;
  private final ReplayClock clock = new ReplayClock();
  private final LaneRings rings;
  private final MpscArrayQueue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final Lane lane;
  private final OwnOrders orders = new OwnOrders();
  private final ReplayTasks tasks;
  private final Deque<Offered> plans = new ArrayDeque<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final UnsafeBuffer fired = new UnsafeBuffer(new byte[LineRing.LINE]);
  private long restraints;
  private int epoch;

  ReplaySession(Registry registry, KernelSettings settings, Instruments instruments) {
    this.settings = settings;
    this.instruments = instruments;
    this.rings =
        new LaneRings(
            new LineRing(INPUT_LINES),
            new LineRing(INPUT_LINES),
            new LineRing(settings.egressLines()),
            new LineRing(settings.recordLines()));
    this.lane = new Lane(clock, rings, settings.lane(), Plan.empty(0), failures);
    this.tasks =
        new ReplayTasks(
            registry,
            instruments,
            new BookSet(instruments.all().size(), settings.bookOrders(), settings.bookLevels()),
            lane);
  }

  /** The orders that the lane has sent; {@link OwnOrders#of} says of which cycle. */
  OwnOrders orders() {
    return orders;
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
            .map(tasks::node)
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
    plans.add(
        new Offered(
            recorded,
            Plan.of(recorded.epoch(), "replay", graph, node -> times.get(node.number()), rules)));
  }

  /** A plan that was offered never came into force. */
  void withdraw(int withdrawn) {
    plans.removeIf(offered -> offered.recorded().epoch() == withdrawn);
  }

  /**
   * Runs one recorded cycle, or its deferred steps.
   *
   * @param behind the one that is recorded behind it; null for none
   * @return whether the lane did anything
   * @throws IllegalStateException when the journal does not have the cycle's plan
   */
  boolean run(RecordedCycle cycle, RecordedCycle behind) {
    final CycleRecordDecoder record = cycle.record();
    if (findRecord()) {
      // Deferred steps that made room when the cycle before was parked: it has run them already.
      return true;
    }
    // In a boundary of their own: the readings of the cycle's turn are the cycle's.
    clock.set(record.startNanos(), record.startNanos());
    adoptUpTo(record);
    restrain(record, cycle.held(behind));
    final boolean slack = record.outcome().slack();
    if (!slack && record.trigger() == MarketEventDecoder.TEMPLATE_ID) {
      rings.market().offer(cycle.input(), 0);
    } else if (!slack && record.trigger() == ExecutionReportDecoder.TEMPLATE_ID) {
      rings.reports().offer(cycle.input(), 0);
    }
    // Timers whose task has left the plan take a turn each, and are no cycle.
    int idle = 0;
    for (int turn = 0; idle < IDLE_TURNS && turn < settings.lane().timers() + IDLE_TURNS; turn++) {
      clock.set(record.startNanos(), record.endNanos());
      idle += lane.turn() ? 0 : 1;
      lane.rest();
      orders.take(rings.egress());
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

  /** Done with a cycle that was as recorded; what else the lane wrote belongs to the next. */
  void endCycle() {
    rings.records().release();
    orders.done();
    failures.clear();
  }

  /** Done with a cycle that was not as recorded: what else the lane wrote is dropped. */
  void dropCycle() {
    while (rings.records().peek() != LineRing.EMPTY) {
      rings.records().release();
    }
    orders.clear();
    failures.clear();
  }

  private void adoptUpTo(CycleRecordDecoder record) {
    while (epoch != record.epoch()) {
      final Offered next = plans.poll();
      if (next == null) {
        throw new IllegalStateException(
            "plan "
                + record.epoch()
                + " of cycle "
                + record.cycle()
                + " is not in the journal: it must start with the session");
      }
      tasks.succeed(next.recorded());
      lane.offer(next.plan());
      epoch = next.recorded().epoch();
      lane.takeUp();
    }
  }

  /** What mitigations kept the lane from, as far as the record tells. */
  private void restrain(CycleRecordDecoder record, boolean hold) {
    final boolean shed = record.outcome().shed() && !record.outcome().slack();
    final long bits = (hold ? Restraints.HOLD : 0) | (shed ? Restraints.SHED : 0);
    if (bits != restraints) {
      restraints = bits;
      lane.restrain(Restraints.word(record.cycle(), bits));
      lane.takeUp();
    }
  }
}
