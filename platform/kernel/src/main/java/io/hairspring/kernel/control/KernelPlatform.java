package io.hairspring.kernel.control;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.probe.BareClock;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.probe.LaneVisit;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.probe.Relay;
import io.hairspring.kernel.profile.Drift;
import io.hairspring.kernel.time.SystemClock;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The platform: what is plugged in, and the session that runs it. */
final class KernelPlatform implements Platform, KernelProbe {
  private record Wish(String feedUri, Pace pace, String gatewayUri) {}

  private static final System.Logger LOG = System.getLogger(KernelPlatform.class.getName());
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HOUSEKEEPING_MILLIS = 100;

  // Rarely: who gathers shares a core with the agents.
  private static final long PROFILE_MILLIS = 1_000;

  private final ControlThread control = new ControlThread();
  private final Registry registry = new Registry();
  private final PlatformClock clock = new SystemClock();
  private final KernelSettings settings;
  private final TaskBoard board;
  private final Drift drift = new Drift();
  private volatile ThreadPlacement placement;
  private volatile TradingSession session;
  private Wish waiting;

  KernelPlatform(KernelSettings settings) {
    this.settings = settings;
    this.board = new TaskBoard(GraphLimits.ofTasks(settings.maxTasks()), settings.planning());
    control.every(HOUSEKEEPING_MILLIS, () -> guarded(this::keepHouse));
    control.every(PROFILE_MILLIS, () -> guarded(this::followProfile));
  }

  PlatformClock clock() {
    return clock;
  }

  void placement(ThreadPlacement service) {
    placement = service;
  }

  /** Forgets the placement, unless another has taken its place. */
  void placementLeft(ThreadPlacement service) {
    if (placement == service) {
      placement = null;
    }
  }

  /** Opens a session by itself, once, when the feed and the gateway are plugged in. */
  void autostart(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> waiting = new Wish(feedUri, pace, gatewayUri));
  }

  /** Changes what is plugged in; when it returns, the lane runs the plan that says so. */
  void change(String reason, java.util.function.Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          replan(reason);
        });
  }

  /** Takes a component out; when it returns, the lane has left it. */
  void leave(String reason, Object component) {
    change(
        reason,
        plugs -> {
          plugs.tasks.remove(component);
          final Registry.StrategyPlug strategy = plugs.strategies.remove(component);
          if (strategy != null && session != null) {
            session.forget(strategy);
          }
          board.forget(component);
        });
  }

  /** Changes who watches the records. */
  void observers(java.util.function.Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          if (session != null) {
            watch(session);
            TradingSession.await(session.observer()::settled, DRAIN_NANOS);
          }
        });
  }

  private void watch(TradingSession watched) {
    final List<ExecutionMonitor> monitors = new ArrayList<>(registry.monitors);
    monitors.add(watched.profile());
    watched.observer().observers(monitors, registry.loggers);
  }

  @Override
  public List<LaneStatus> lanes() {
    final TradingSession now = session;
    return now == null ? List.of() : List.of(now.status(board.plan().steps()));
  }

  @Override
  public List<TaskStatus> tasks() {
    return board.statuses();
  }

  @Override
  public PlanDescription plan() {
    return board.description();
  }

  @Override
  public FeedStatus feed() {
    final TradingSession now = session;
    return now == null ? new FeedStatus("", true, 0, 0, 0, true, "") : now.feed().status();
  }

  @Override
  public GatewayStatus gateway() {
    final TradingSession now = session;
    return now == null ? new GatewayStatus("", 0, 0, 0, 0, 0, 0) : now.gatewayStatus();
  }

  @Override
  public InstrumentDirectory instruments() {
    final TradingSession now = session;
    return now == null ? new Instruments(0) : now.instruments();
  }

  @Override
  public Optional<OrderBook> book(int instrument) {
    final TradingSession now = session;
    return now == null || instrument < 0 || instrument >= now.instruments().all().size()
        ? Optional.empty()
        : Optional.of(now.books().book(instrument));
  }

  @Override
  public List<String> schemes() {
    return control.call(registry::schemes);
  }

  @Override
  public void open(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> openSession(new Wish(feedUri, pace, gatewayUri)));
  }

  private void openSession(Wish wish) {
    waiting = null;
    final FeedProvider feeds = registry.feedFor(wish.feedUri());
    final GatewayProvider gateways = registry.gatewayFor(wish.gatewayUri());
    closeSession();
    final Instruments instruments = new Instruments(settings.maxInstruments());
    final MarketDataFeed feed = feeds.open(wish.feedUri(), instruments);
    OrderGateway gateway = null;
    TradingSession next = null;
    try {
      gateway = gateways.open(wish.gatewayUri(), instruments, clock);
      next =
          new TradingSession(
              settings,
              clock,
              instruments,
              wish.feedUri(),
              feed,
              wish.pace(),
              wish.gatewayUri(),
              gateway,
              placement);
      begin(next, wish);
    } catch (final RuntimeException | Error e) {
      session = null;
      if (next != null) {
        next.abandon();
      }
      feed.close();
      if (gateway != null) {
        gateway.close();
      }
      throw e;
    }
  }

  private void begin(TradingSession next, Wish wish) {
    next.startLane();
    watch(next);
    board.newSession();
    session = next;
    replan("session opened: " + wish.feedUri());
    next.startAgents();
  }

  @Override
  public void pause(boolean paused) {
    final TradingSession now = open();
    now.feed().pause(paused);
    TradingSession.await(
        () -> now.feed().paused() == paused || now.feed().status().ended(), DRAIN_NANOS);
  }

  @Override
  public void close() {
    control.run(this::closeSession);
  }

  @Override
  public boolean awaitIdle(long timeoutNanos) {
    return open().awaitIdle(timeoutNanos);
  }

  @Override
  public void bareClock(long nanos, LongConsumer gaps) {
    lend(new BareClock(nanos, gaps), nanos + DRAIN_NANOS);
  }

  @Override
  public void relay(long lines, LongConsumer latencies) {
    final TradingSession now = open();
    final long timeout = TimeUnit.SECONDS.toNanos(10) + lines * TimeUnit.MICROSECONDS.toNanos(1000);
    final Relay relay = new Relay(lines, System.nanoTime() + timeout, latencies);
    now.lane().lend(relay);
    // Not before the guest is there: the plan would take the first lines for market events.
    if (!TradingSession.await(relay::arrived, DRAIN_NANOS)) {
      throw new IllegalStateException("relay: the lane does not come to a cycle boundary");
    }
    now.relay().send(lines);
    TradingSession.await(() -> !now.lane().lent(), timeout + DRAIN_NANOS);
    if (!relay.complete()) {
      throw new IllegalStateException(
          "relay: " + relay.relayed() + " of " + lines + " lines came through");
    }
  }

  @Override
  public void onLane(Runnable work, long timeoutNanos) {
    final TradingSession now = open();
    final LaneVisit visit = new LaneVisit(work);
    now.lane().lend(visit);
    visit.await(timeoutNanos);
    TradingSession.await(() -> !now.lane().lent(), DRAIN_NANOS);
  }

  @Override
  public ProbeLane lane() {
    return new DrivenLane(settings, clock);
  }

  /** Closes the session and ends the control thread. */
  void shutDown() {
    try {
      close();
    } finally {
      control.stop();
    }
  }

  private void lend(LaneGuest guest, long timeoutNanos) {
    final TradingSession now = open();
    now.lane().lend(guest);
    TradingSession.await(() -> !now.lane().lent(), timeoutNanos);
  }

  private TradingSession open() {
    final TradingSession now = session;
    if (now == null) {
      throw new IllegalStateException("no session is open");
    }
    return now;
  }

  private void closeSession() {
    final TradingSession now = session;
    if (now == null) {
      return;
    }
    now.feed().pause(true);
    TradingSession.await(now.feed()::paused, DRAIN_NANOS);
    if (!now.awaitIdle(DRAIN_NANOS)) {
      LOG.log(Level.WARNING, "session closed with events still under way after 5 s");
    }
    try {
      now.close();
      for (TaskFailure next = now.nextFailure(); next != null; next = now.nextFailure()) {
        board.quarantine(next, registry, now);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      session = null;
    }
  }

  private void replan(String reason) {
    final TradingSession now = session;
    if (now != null) {
      now.adopt(board.plan(reason, registry, now));
    }
  }

  private void keepHouse() {
    openWhenPlugged();
    quarantineFailed();
  }

  /** What is repeated must not throw: it would not be repeated again. */
  private static void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (final IllegalArgumentException | FeedException | GatewayException e) {
      LOG.log(Level.ERROR, e.getMessage());
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.ERROR, "control thread: a turn failed", e);
    }
  }

  private void openWhenPlugged() {
    final Wish wish = waiting;
    if (wish != null && registry.has(wish.feedUri(), wish.gatewayUri())) {
      openSession(wish);
    }
  }

  private void quarantineFailed() {
    final TradingSession now = session;
    final TaskFailure first = now == null ? null : now.nextFailure();
    for (TaskFailure next = first; next != null; next = now.nextFailure()) {
      if (!board.quarantine(next, registry, now)) {
        now.feed().pause(true);
        LOG.log(
            Level.ERROR,
            "task " + next.name() + " of the kernel failed and trading is paused",
            next.cause());
      }
    }
    if (first != null) {
      replan("quarantine of " + first.name());
    }
  }

  private void followProfile() {
    final TradingSession now = session;
    if (now == null) {
      return;
    }
    now.profile().gather();
    if (settings.planning().dynamic()) {
      final String reason = drift.reason(board.plan(), now.profile());
      if (reason != null) {
        now.adopt(board.replan(reason, now));
      }
    }
  }
}
