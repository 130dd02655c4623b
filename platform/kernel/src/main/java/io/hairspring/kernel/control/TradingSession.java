package io.hairspring.kernel.control;

import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.agent.CountingReportSink;
import io.hairspring.kernel.agent.FeedAgent;
import io.hairspring.kernel.agent.GatewayAgent;
import io.hairspring.kernel.agent.LaneWatch;
import io.hairspring.kernel.agent.ObserverAgent;
import io.hairspring.kernel.agent.RelayAgent;
import io.hairspring.kernel.agent.WatchAgent;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.journal.Journal;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.journal.SessionRings;
import io.hairspring.kernel.lane.LaneCounters;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MpscArrayQueue;

/**
 * One open feed and gateway with the lanes between them: the rings, the books, the agents.
 * Everything is allocated when it is made and given back when it is closed. Control thread.
 */
final class TradingSession {
  private static final long ADOPTION_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int FAILURES = 256;

  private final Instruments instruments;
  private final BookSet books;
  private final Queue<TaskFailure> failures = new MpscArrayQueue<>(FAILURES);
  private final PlacedRings memory;
  private final SessionLanes lanes;
  private final SessionAgents agents;
  private final SessionTasks tasks;
  private final String gatewayUri;
  private final CountingReportSink reports;
  private final SessionNotes notes;
  private final SessionDrive drive;
  private long hopNanos;

  TradingSession(
      KernelSettings settings,
      PlatformClock clock,
      Instruments instruments,
      PlacedRings memory,
      OpenFeed feed,
      String gatewayUri,
      OrderGateway venue,
      ControlNotes notes,
      BiFunction<SessionLanes, SessionAgents, SessionDrive> drives) {
    this.instruments = instruments;
    this.memory = memory;
    this.books =
        new BookSet(instruments.all().size(), settings.bookOrders(), settings.bookLevels());
    this.lanes = new SessionLanes(settings, clock, memory, failures);
    this.tasks = new SessionTasks(instruments, books, lanes.leader());
    this.gatewayUri = gatewayUri;
    final LaneRings rings = lanes.rings();
    final LineRing tap =
        venue.wantsMarketEvents() ? memory.ring("tap", settings.marketLines()) : null;
    this.notes = new SessionNotes(notes);
    final JournalTaps taps =
        new JournalTaps(
            settings.overflow(),
            settings.marketLines(),
            settings.reportLines(),
            settings.egressLines());
    this.reports = new CountingReportSink(rings.reports(), taps.reports());
    final LaneCounters counters = lanes.leader().counters();
    final Journal journal =
        new Journal(
            new SessionRings(lanes.records(), rings.egress(), counters::recordsDropped),
            taps,
            notes,
            clock,
            settings.threading() != Threading.DETERMINISTIC);
    final FeedAgent market =
        new FeedAgent(feed.uri(), feed.feed(), feed.pace(), clock, rings.market(), tap, taps);
    this.agents =
        new SessionAgents(
            market,
            new RelayAgent(feed.pace(), clock, rings.market()),
            new GatewayAgent(
                venue,
                clock,
                counters::events,
                tap,
                rings.egress(),
                reports,
                settings.openOrders(),
                taps),
            new ObserverAgent(journal),
            new WatchAgent(clock, lanes.watches(market::sent)));
    this.drive = drives.apply(lanes, agents);
  }

  Instruments instruments() {
    return instruments;
  }

  BookSet books() {
    return books;
  }

  FeedAgent feed() {
    return agents.feed();
  }

  GatewayAgent gateway() {
    return agents.gateway();
  }

  /**
   * Has the gateway refuse new orders and cancel all, and the lanes send none, now. One thread at a
   * time.
   *
   * @param word for the lanes
   */
  void halt(long word, long haltedNanos) {
    agents.gateway().halt(haltedNanos);
    // No stream: in the moment that counts it may run for the first time.
    for (final LaneLoop lane : lanes.all()) {
      lane.restrain(word);
    }
    agents.gateway().hurry();
  }

  /**
   * Has mitigations be in force soon. One thread at a time.
   *
   * @param word for the lanes
   * @param haltedNanos when the kill switch was thrown; 0 when it is not
   * @param leastGapNanos between two events of the feed; 0 for no limit
   */
  void restrain(long word, long haltedNanos, long leastGapNanos) {
    agents.gateway().halt(haltedNanos);
    lanes.all().forEach(lane -> lane.restrain(word));
    agents.feed().throttle(leastGapNanos);
  }

  RelayAgent relay() {
    return agents.relay();
  }

  SessionTasks tasks() {
    return tasks;
  }

  SessionDrive drive() {
    return drive;
  }

  /** Lane 0. */
  LaneLoop lane() {
    return lanes.leader();
  }

  List<LaneLoop> lanes() {
    return lanes.all();
  }

  /** What it takes to hand something from lane to lane, in nanoseconds; 0 with one lane. */
  long hopNanos() {
    return hopNanos;
  }

  /** Starts the lanes, with an empty plan, and measures the way from one to another. */
  void startLanes() {
    drive.startLanes();
    if (lanes.all().size() > 1) {
      hopNanos = HopTime.between(lanes.all().get(0), lanes.all().get(1));
    }
  }

  /** Starts the agents: events flow. */
  void startAgents() {
    drive.startAgents();
  }

  /** What it says of itself in the journal. */
  SessionNotes notes() {
    return notes;
  }

  /** Who watches the records from now on; {@link #observersSettled} says when nobody else does. */
  void observers(List<ExecutionMonitor> monitors, List<ExecutionLogger> loggers) {
    final List<ExecutionMonitor> all = new ArrayList<>(monitors);
    all.add(tasks.profile());
    agents.observer().observers(all, loggers);
    agents.watch().monitors(monitors);
  }

  /** Whether the last change of observers is in force. */
  boolean observersSettled() {
    return agents.watch().settled() && agents.observer().settled();
  }

  /** The next task that was left out, or null. */
  TaskFailure nextFailure() {
    return failures.poll();
  }

  /** Has the lanes adopt plans of one epoch, and returns when nothing of the earlier is in use. */
  void adopt(List<Plan> plans) {
    announce(plans, Succession.NONE);
    lanes.offer(plans);
    awaitRunning(plans);
  }

  /**
   * Has the journal say what plans are about to be in force: before any cycle can run under them.
   */
  void announce(List<Plan> plans, Succession succession) {
    notes.plan(plans.get(0), tasks, succession);
  }

  /** Waits until the lanes run plans that were offered. */
  void awaitRunning(List<Plan> plans) {
    final int epoch = plans.get(0).epoch();
    if (!drive.await(() -> lanes.running(epoch), ADOPTION_NANOS)) {
      throw new IllegalStateException(
          "plan " + epoch + " is not adopted after 5 s: a task does not return to the lane");
    }
    for (final LaneWatch watch : agents.watch().lanes()) {
      watch.tasks(plans.get(watch.lane()).tasksInForce());
    }
  }

  /** Waits until every ring is empty and stays so for longer than a gateway's turn. */
  boolean awaitIdle(long timeoutNanos) {
    final long deadline = System.nanoTime() + timeoutNanos;
    while (System.nanoTime() < deadline) {
      final long cycles = lane().counters().cycles();
      if (drive.await(this::atRest, deadline - System.nanoTime())) {
        LockSupport.parkNanos(QUIET_NANOS);
        if (atRest() && lane().counters().cycles() == cycles) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether nothing is on its way. */
  boolean atRest() {
    final LaneRings rings = lanes.rings();
    return empty(rings.market())
        && empty(rings.reports())
        && lanes.all().stream().allMatch(lane -> lane.counters().busySince() == 0)
        && empty(rings.egress())
        && lanes.records().stream().allMatch(TradingSession::empty)
        && agents.observer().idle()
        && agents.gateway().idle();
  }

  private static boolean empty(LineRing ring) {
    return ring.consumed() == ring.produced();
  }

  List<LaneStatus> status(int steps) {
    return lanes.all().stream().map(lane -> status(lane, steps)).toList();
  }

  private LaneStatus status(LaneLoop lane, int steps) {
    final LaneCounters counters = lane.counters();
    return new LaneStatus(
        lane.number(),
        drive.core(lane.number()),
        lane.epoch(),
        steps,
        counters.cycles(),
        counters.events(),
        counters.orders(),
        counters.ordersRefused(),
        drive.allocatedBytes(lane.number()),
        lanes.records().get(lane.number()).produced(),
        counters.recordsDropped(),
        pressure(counters));
  }

  private static LanePressure pressure(LaneCounters counters) {
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

  List<RingStatus> ringStatus() {
    return lanes.ringStatus();
  }

  GatewayStatus gatewayStatus() {
    return reports.status(gatewayUri, agents.gateway().taken(), agents.gateway().failure());
  }

  static boolean await(BooleanSupplier condition, long timeoutNanos) {
    return ThreadedDrive.poll(condition, timeoutNanos);
  }

  /** Stops everything; the feed and the gateway are closed by their agents, if those have run. */
  void close() throws InterruptedException {
    drive.close();
    giveMemoryBack();
  }

  /** Not under a lane that does not stop: what it touches then would end the process. */
  private void giveMemoryBack() {
    if (drive.lanesEnded()) {
      memory.close();
    }
  }

  /** Stops the lanes of a session whose agents never ran. */
  void abandon() {
    lanes.all().forEach(LaneLoop::stop);
    drive.await(drive::lanesEnded, ADOPTION_NANOS);
    giveMemoryBack();
  }
}
