package io.hairspring.kernel.control;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.CompileRequests;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.Refusal;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.Restraints;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.FusedPlan;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.profile.Profile;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.jctools.queues.MpscArrayQueue;

/** A lane for benchmarks, without threads. */
final class DrivenLane implements ProbeLane {
  private static final int LINES = 4_096;
  private static final int FAILURES = 16;
  private static final int SLOT = 1;
  private static final long BETWEEN_PASSES_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final KernelSettings settings;

  // Who drains writes to it: the rings lie between it and what the lane's thread writes to.
  private final Profile profile = new Profile();
  private final LaneRings rings =
      new LaneRings(
          new LineRing(LINES), new LineRing(LINES), new LineRing(LINES), new LineRing(LINES));
  private final MpscArrayQueue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final Lane lane;
  private final StrategyPort port;
  private final Instruments instruments;
  private BookSet books;
  private final List<TaskNode> nodes = new ArrayList<>();
  private final DrivenEvents events = new DrivenEvents(rings.market());
  private final boolean recorded;
  private Plan planned = Plan.empty();
  private int epoch;
  private long changes;

  DrivenLane(KernelSettings settings, PlatformClock clock) {
    this(settings, clock, true);
  }

  private DrivenLane(KernelSettings settings, PlatformClock clock, boolean recorded) {
    this.settings = settings;
    this.recorded = recorded;
    this.instruments = new Instruments(settings.maxInstruments());
    this.lane = new Lane(clock, rings, settings.lane(), Plan.empty(), failures);
    this.port = new StrategyPort(lane.orders(), SLOT);
    CompileRequests.prepare(this);
    lane.calibrate();
  }

  /** One that never has room for a record. */
  static DrivenLane unrecorded(KernelSettings settings, PlatformClock clock) {
    final DrivenLane lane = new DrivenLane(settings, clock, false);
    lane.rings.records().commit(LINES);
    return lane;
  }

  @Override
  public void add(TaskDefinition definition, Task task) {
    final TaskNode node = new TaskNode(nodes.size() + 1, definition, task, "probe");
    profile.follow(node.number());
    nodes.add(node);
  }

  @Override
  public InstrumentDirectory instruments() {
    return instruments;
  }

  @Override
  public void books(int orders, int levels) {
    books = new BookSet(instruments.all().size(), orders, levels);
    add(BookTask.definition(), new BookTask(books));
  }

  @Override
  public void strategy(String name, TradingStrategy strategy) {
    strategy.start(instruments);
    add(StrategyTask.definition(name).build(), new StrategyTask(strategy, books, port));
  }

  @Override
  public OrderPort orders() {
    return port;
  }

  @Override
  public PlanDescription plan(Order order) {
    final TaskGraph graph = TaskGraph.of(nodes, GraphLimits.ofTasks(settings.maxTasks()));
    for (final Refusal refusal : graph.refusals()) {
      throw new IllegalArgumentException(
          "task " + refusal.node().name() + " is refused: " + refusal.reason());
    }
    profile.gather();
    final PlanRules rules =
        new PlanRules(Ordering.valueOf(order.name()), List.of(), 0, instruments.all(), 1, 0);
    return offer(Plan.of(++epoch, "probe", graph, profile.times(), rules));
  }

  private PlanDescription offer(Plan plan) {
    planned = plan;
    lane.offer(plan);
    return Plan.description(List.of(plan));
  }

  @Override
  public PlanDescription specialise() {
    final FusedPlan fused = FusedPlan.of(List.of(planned));
    final TierWarmUp warmUp = new TierWarmUp(fused, System::nanoTime);
    while (!warmUp.turn()) {
      LockSupport.parkNanos(BETWEEN_PASSES_NANOS);
    }
    return adopt(fused);
  }

  /** The same with code that is passed through so often, and need not be compiled. */
  PlanDescription specialise(int passes) {
    final FusedPlan fused = FusedPlan.of(List.of(planned));
    fused.rehearse(passes);
    return adopt(fused);
  }

  private PlanDescription adopt(FusedPlan fused) {
    return offer(fused.plans(++epoch, "probe, specialised").get(0));
  }

  @Override
  public void walk(long firstDueNanos, int count) {
    for (int i = 0; i < count; i++) {
      lane.walk(events.due(firstDueNanos + i), 0);
    }
  }

  @Override
  public boolean event(long dueNanos) {
    return events.put(dueNanos);
  }

  @Override
  public boolean event(DirectBuffer event, int offset) {
    return rings.market().offer(event, offset);
  }

  @Override
  public boolean turn() {
    return lane.turn();
  }

  @Override
  public void restrain(boolean shed, boolean hold) {
    final long bits = (shed ? Restraints.SHED : 0) | (hold ? Restraints.HOLD : 0);
    lane.restrain(Restraints.word(++changes, bits));
  }

  @Override
  public void discard() {
    if (recorded) {
      empty(rings.records());
    }
    empty(rings.egress());
    surfaceFailure();
  }

  @Override
  public void drain(ExecutionMonitor monitor) {
    if (recorded) {
      read(monitor);
    }
    empty(rings.egress());
    surfaceFailure();
  }

  private void read(ExecutionMonitor monitor) {
    final LineRing records = rings.records();
    for (int next = records.peek(); next != LineRing.EMPTY; next = records.peek()) {
      if (template(records.buffer(), next) != TimerFiredDecoder.TEMPLATE_ID) {
        profile.onRecord(records.buffer(), next);
        monitor.onRecord(records.buffer(), next);
      }
      records.release();
    }
  }

  private static int template(DirectBuffer buffer, int offset) {
    return buffer.getShort(
        offset + MessageHeaderDecoder.templateIdEncodingOffset(), MessageHeaderDecoder.BYTE_ORDER);
  }

  private static void empty(LineRing ring) {
    while (ring.peek() != LineRing.EMPTY) {
      ring.release(ring.contiguous());
    }
  }

  private void surfaceFailure() {
    final TaskFailure failure = failures.poll();
    if (failure != null) {
      throw new IllegalStateException("task " + failure.name() + " failed", failure.cause());
    }
  }
}
