package io.hairspring.kernel.swap;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.Refusal;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.DeadlinePolicy;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.LaneSettings;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.profile.Profile;
import io.hairspring.kernel.profile.TaskProfile;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jctools.queues.MpscArrayQueue;

/**
 * A lane with books of its own, on which candidates are run as the session's lane would run them:
 * the same code with the same classes around it, so that what is compiled here is what the lane
 * calls. Orders go to a venue that is not the session's. One thread at a time.
 */
final class Stage {
  private static final int LINES = 1_024;
  private static final int FAILURES = 16;
  private static final int TURNS = 64;
  private static final int TASKS = 64;
  private static final int TIMERS = 256;
  private static final int PARKED = 16;
  private static final int SAMPLE_EVERY = 16;
  private static final int TRIAL_EVERY = 5;

  private final PlatformClock clock;
  private final InstrumentDirectory instruments;
  private final LaneRings rings =
      new LaneRings(
          new LineRing(LINES), new LineRing(LINES), new LineRing(LINES), new LineRing(LINES));
  private final Queue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final Lane lane;
  private final BookSet books;
  private final BookTask book;
  private Profile profile = new Profile();
  private final UnsafeBuffer snapshot;
  private OrderGateway venue;
  private boolean answering = true;
  private final List<StrategyPort> ports = new ArrayList<>();
  private List<Snapshotable> snapshots = List.of();
  private Plan plan = Plan.empty();
  private Plan other = Plan.empty();
  private int lastNumber;
  private int epoch;
  private int handOvers;

  /**
   * An empty stage.
   *
   * @param instruments those of its events
   * @param bookOrders see {@link BookSet}
   * @param bookLevels see {@link BookSet}
   * @param snapshot what states go through
   */
  Stage(
      PlatformClock clock,
      InstrumentDirectory instruments,
      int bookOrders,
      int bookLevels,
      UnsafeBuffer snapshot) {
    this.clock = clock;
    this.instruments = instruments;
    this.snapshot = snapshot;
    books = new BookSet(instruments.all().size(), bookOrders, bookLevels);
    book = new BookTask(books);
    lane =
        new Lane(
            clock,
            rings,
            new LaneSettings(TASKS, TIMERS, PARKED, SAMPLE_EVERY, DeadlinePolicy.COUNT, 0, 0, 0),
            Plan.empty(),
            failures);
    lane.calibrate();
  }

  /**
   * Puts candidates on the stage, started, in the place of those before, with empty books.
   *
   * @param answers answers their orders; null when nobody does
   * @throws RuntimeException what a candidate throws, or the reason why it is refused
   */
  void put(List<Candidate> candidates, OrderGateway answers) {
    venue = answers;
    answering = true;
    discard(rings.egress());
    discard(rings.reports());
    for (int i = 0; i < books.size(); i++) {
      books.book(i).apply(MarketEventKind.CLEAR, Side.NONE, 0, 0, 0);
    }
    ports.clear();
    failures.clear();
    profile = new Profile();
    // Higher ones than before: what timers are left belong to nobody.
    lastNumber = lastNumber > TaskNode.MAX_NUMBER - TASKS ? 1 : lastNumber + 1;
    final List<TaskNode> nodes = new ArrayList<>();
    nodes.add(new TaskNode(lastNumber, BookTask.definition(), book, "kernel"));
    for (final Candidate candidate : candidates) {
      lastNumber++;
      final Task task = candidate.strategy() ? start(candidate) : candidate.asTask();
      nodes.add(new TaskNode(lastNumber, alone(candidate.definition()), task, candidate.origin()));
      profile.follow(lastNumber);
    }
    snapshots = candidates.stream().map(Candidate::snapshot).filter(able -> able != null).toList();
    final TaskGraph graph = TaskGraph.of(nodes, GraphLimits.ofTasks(TASKS));
    for (final Refusal refusal : graph.refusals()) {
      throw new IllegalArgumentException(refusal.reason());
    }
    plan = plan(graph);
    other = plan(graph);
    lane.offer(plan);
    lane.turn();
  }

  /** Takes everybody off: nothing of them is held here any more. */
  void empty() {
    put(List.of(), null);
  }

  private Plan plan(TaskGraph graph) {
    return Plan.of(
        ++epoch, "shadow", graph, profile.times(), PlanRules.automatic(instruments.all()));
  }

  private Task start(Candidate candidate) {
    final TradingStrategy strategy = candidate.asStrategy();
    final StrategyPort port = new StrategyPort(lane.orders(), candidate.slot());
    ports.add(port);
    strategy.timers(lane.timersOf(lastNumber));
    strategy.start(instruments);
    return new StrategyTask(strategy, books, port);
  }

  /** What other tasks would start is started by the market here, where they are not. */
  private static TaskDefinition alone(TaskDefinition definition) {
    final boolean book = definition.dependencies().contains(BookTask.NAME);
    final TaskDefinition alone =
        definition.withDependencies(book ? List.of(BookTask.NAME) : List.of());
    return book || !definition.triggers().isEmpty() || definition.everyNanos() > 0
        ? alone
        : TaskDefinition.named(definition.name())
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(definition.latencyClass())
            .budgetNanos(definition.budgetNanos())
            .build();
  }

  /** Runs one market event and all that comes of it. */
  void event(DirectBuffer line, int offset) {
    rings.market().offer(line, offset);
    run();
    if (venue == null) {
      discard(rings.egress());
    } else {
      if (answering) {
        sendOrders();
      }
      if (venue.wantsMarketEvents()) {
        venue.onMarketEvent(line, offset);
      }
      if (answering) {
        venue.poll(clock.nanoTime(), rings.reports()::offer);
        run();
      }
    }
    readRecords();
  }

  /**
   * Whether the venue takes orders and hands over reports. One that stalls for a while, and then
   * says everything at once, is part of what a strategy has to have seen.
   */
  void answering(boolean wanted) {
    answering = wanted;
  }

  private void run() {
    for (int i = 0; i < TURNS && lane.turn(); i++) {
      // A cycle each.
    }
  }

  private void sendOrders() {
    final LineRing egress = rings.egress();
    int next = egress.peek();
    while (next != LineRing.EMPTY && venue.onCommand(egress.buffer(), next)) {
      egress.release();
      next = egress.peek();
    }
  }

  private static void discard(LineRing ring) {
    while (ring.peek() != LineRing.EMPTY) {
      ring.release(ring.contiguous());
    }
  }

  private void readRecords() {
    final LineRing records = rings.records();
    for (int next = records.peek(); next != LineRing.EMPTY; next = records.peek()) {
      profile.onRecord(records.buffer(), next);
      records.release();
    }
  }

  /**
   * Does what the lane does at a hand-over: writes and reads a state, and adopts another plan,
   * which is the same.
   */
  void handOver() {
    final Plan next = lane.epoch() == plan.epoch() ? other : plan;
    final Snapshotable able =
        snapshots.isEmpty() ? null : snapshots.get(handOvers % snapshots.size());
    final HandOver handOver =
        new HandOver(able, able, snapshot, clock, List.of(lane), List.of(next), extent());
    lane.lend(handOver);
    lane.turn();
    if (handOver.failure() != null) {
      throw new IllegalStateException(
          "its state cannot be handed over: " + handOver.failure(), handOver.failure());
    }
  }

  /** Mostly whole ones, and those before them now and then. */
  private HandOver.Extent extent() {
    return switch (handOvers++ % TRIAL_EVERY) {
      case 0 -> HandOver.Extent.WRITTEN;
      case 1 -> HandOver.Extent.TRIED;
      default -> HandOver.Extent.WHOLE;
    };
  }

  /** The next task that was left out, or null. */
  TaskFailure nextFailure() {
    return failures.poll();
  }

  /** New orders that the candidates have sent. */
  long orders() {
    return ports.stream().mapToLong(StrategyPort::sent).sum();
  }

  /** What the candidate put last has been measured to take. */
  TaskProfile profile() {
    profile.gather();
    return profile.of(lastNumber);
  }
}
