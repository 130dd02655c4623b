package io.hairspring.kernel.control;

import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.agent.CountingReportSink;
import io.hairspring.kernel.agent.FeedAgent;
import io.hairspring.kernel.agent.GatewayAgent;
import io.hairspring.kernel.agent.ObserverAgent;
import io.hairspring.kernel.agent.RelayAgent;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneCounters;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.profile.Profile;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MpscArrayQueue;

/**
 * One open feed and gateway with the lane between them: the rings, the books, the threads.
 * Everything is allocated when it is made and given back when it is closed. Control thread.
 */
final class TradingSession {
  private static final long ADOPTION_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int FAILURES = 256;

  // Coarse on purpose: who waits here shares a core with the agents.
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Instruments instruments;
  private final BookSet books;
  private final LaneRings rings;
  private final Queue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final Lane lane;
  private final LaneThread laneThread;
  private final FeedAgent feed;
  private final RelayAgent relay;
  private final ObserverAgent observer;
  private final String gatewayUri;
  private final GatewayAgent gateway;
  private final CountingReportSink reports;
  private final AgentThreads agents;
  private final IdentityHashMap<Registry.StrategyPlug, Task> strategies = new IdentityHashMap<>();
  private final IdentityHashMap<Task, Integer> numbers = new IdentityHashMap<>();
  private final Profile profile = new Profile();
  private final BookTask book;
  private int lastNumber;

  TradingSession(
      KernelSettings settings,
      PlatformClock clock,
      Instruments instruments,
      String feedUri,
      MarketDataFeed source,
      Pace pace,
      String gatewayUri,
      OrderGateway venue,
      ThreadPlacement placement) {
    this.instruments = instruments;
    this.books =
        new BookSet(instruments.all().size(), settings.bookOrders(), settings.bookLevels());
    this.book = new BookTask(books);
    this.rings =
        new LaneRings(
            new LineRing(settings.marketLines()),
            new LineRing(settings.reportLines()),
            new LineRing(settings.egressLines()),
            new LineRing(settings.recordLines()));
    final LineRing tap = venue.wantsMarketEvents() ? new LineRing(settings.marketLines()) : null;
    this.lane = new Lane(0, clock, rings, settings.lane(), Plan.empty(), failures);
    this.laneThread = new LaneThread(lane, settings.laneCore(), placement);
    this.feed = new FeedAgent(feedUri, source, pace, clock, rings.market(), tap);
    this.relay = new RelayAgent(pace, clock, rings.market());
    this.observer = new ObserverAgent(rings.records());
    this.gatewayUri = gatewayUri;
    this.reports = new CountingReportSink(rings.reports());
    this.gateway =
        new GatewayAgent(venue, clock, lane.counters()::events, tap, rings.egress(), reports);
    this.agents = new AgentThreads(settings.dedicated(), placement, feed, relay, gateway, observer);
  }

  Instruments instruments() {
    return instruments;
  }

  BookSet books() {
    return books;
  }

  FeedAgent feed() {
    return feed;
  }

  RelayAgent relay() {
    return relay;
  }

  ObserverAgent observer() {
    return observer;
  }

  Profile profile() {
    return profile;
  }

  Lane lane() {
    return lane;
  }

  /** Starts the lane, with an empty plan. */
  void startLane() {
    laneThread.start();
  }

  /** Starts the agents: events flow. */
  void startAgents() {
    agents.start();
  }

  /** The book as a task. */
  TaskNode bookNode() {
    return node(BookTask.definition(), book, "kernel");
  }

  /** A task as a node: with the same number each time, and another in another session. */
  TaskNode node(TaskDefinition definition, Task task, String origin) {
    final int number = numbers.computeIfAbsent(task, any -> nextNumber());
    profile.follow(number);
    return new TaskNode(number, definition, task, origin);
  }

  /** A strategy as a task; it is started when this session first sees it. */
  TaskNode strategyNode(Registry.StrategyPlug plug) {
    final Task task = strategies.computeIfAbsent(plug, this::startStrategy);
    return node(plug.definition(), task, plug.origin());
  }

  /** Whether a task is a strategy's. */
  boolean runs(Registry.StrategyPlug plug, Task task) {
    return strategies.get(plug) == task;
  }

  private Task startStrategy(Registry.StrategyPlug plug) {
    final int number = nextNumber();
    plug.strategy().timers(lane.timersOf(number));
    plug.strategy().start(instruments);
    final Task task =
        new StrategyTask(plug.strategy(), books, new StrategyPort(lane.orders(), plug.slot()));
    numbers.put(task, number);
    return task;
  }

  private int nextNumber() {
    if (lastNumber == TaskNode.MAX_NUMBER) {
      throw new IllegalStateException(
          "more than " + TaskNode.MAX_NUMBER + " tasks in one session: open the feed anew");
    }
    return ++lastNumber;
  }

  /** Forgets a strategy that has left: should it come back, it starts anew. */
  void forget(Registry.StrategyPlug plug) {
    strategies.remove(plug);
  }

  /** The next task that threw, or null. */
  TaskFailure nextFailure() {
    return failures.poll();
  }

  /** Has the lane adopt a plan, and returns when nothing of the earlier one is in use. */
  void adopt(Plan plan) {
    lane.offer(plan);
    if (!await(() -> lane.epoch() >= plan.epoch(), ADOPTION_NANOS)) {
      throw new IllegalStateException(
          "plan " + plan.epoch() + " is not adopted after 5 s: a task does not return to the lane");
    }
  }

  /** Waits until every ring is empty and stays so for longer than a gateway's turn. */
  boolean awaitIdle(long timeoutNanos) {
    final long deadline = System.nanoTime() + timeoutNanos;
    while (System.nanoTime() < deadline) {
      final long cycles = lane.counters().cycles();
      if (await(this::ringsEmpty, deadline - System.nanoTime())) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        if (ringsEmpty() && lane.counters().cycles() == cycles) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean ringsEmpty() {
    return empty(rings.market())
        && empty(rings.reports())
        && empty(rings.egress())
        && empty(rings.records())
        && gateway.idle();
  }

  private static boolean empty(LineRing ring) {
    return ring.consumed() == ring.produced();
  }

  static boolean await(BooleanSupplier condition, long timeoutNanos) {
    final long deadline = System.nanoTime() + timeoutNanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  LaneStatus status(int steps) {
    return new LaneStatus(
        lane.number(),
        laneThread.core(),
        lane.epoch(),
        steps,
        lane.counters().cycles(),
        lane.counters().events(),
        lane.counters().orders(),
        lane.counters().ordersRefused(),
        laneThread.allocatedBytes(),
        rings.records().produced(),
        lane.counters().recordsDropped(),
        pressure());
  }

  private LanePressure pressure() {
    final LaneCounters counters = lane.counters();
    return new LanePressure(
        counters.timersFired(),
        counters.heldForTimer(),
        counters.parked(),
        counters.stepsShed(),
        counters.stepsForced(),
        counters.deadlinesMissed(),
        counters.overBudget(),
        counters.ordersAborted(),
        counters.ceilings());
  }

  GatewayStatus gatewayStatus() {
    return reports.status(gatewayUri, gateway.taken());
  }

  /** Stops the lane of a session whose agents never ran. */
  void abandon() {
    lane.stop();
  }

  /** Stops the threads; the feed and the gateway are closed by theirs. */
  void close() throws InterruptedException {
    agents.close();
    laneThread.stop();
  }
}
