package io.hairspring.kernel.control;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneVisits;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.BetweenSessions;
import io.hairspring.kernel.journal.ClockWatch;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.probe.BareClock;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.probe.LaneVisit;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.probe.Relay;
import io.hairspring.kernel.replay.JournalReplay;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.swap.Course;
import io.hairspring.kernel.swap.FeedSeat;
import io.hairspring.kernel.swap.FirstSteps;
import io.hairspring.kernel.swap.GatewaySeat;
import io.hairspring.kernel.swap.LoggerSeat;
import io.hairspring.kernel.swap.MonitorSeat;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.swap.SwapDesk;
import io.hairspring.kernel.time.SystemClock;
import io.hairspring.kernel.time.VirtualClock;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** The platform: what is plugged in, and the session that runs it. */
final class KernelPlatform implements Platform, KernelProbe, LaneVisits, JournalReplay {
  private record Wish(String feedUri, Pace pace, String gatewayUri) {}

  /** The feed and the gateway of the session, and what they were opened with. */
  private record Places(Wish wish, FeedSeat feed, GatewaySeat gateway) {}

  private static final System.Logger LOG = System.getLogger(KernelPlatform.class.getName());
  private static final long STEPPING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HOUSEKEEPING_MILLIS = 100;

  private static final long SWAP_MILLIS = 5;

  // Rarely: who gathers shares a core with the agents.
  private static final long PROFILE_MILLIS = 1_000;
  private static final long CLOCK_MILLIS = 1_000;

  private final ControlThread control = new ControlThread();
  private final Registry registry = new Registry();
  private final PlatformClock clock;
  private final KernelSettings settings;
  private final ControlNotes notes;
  private final BetweenSessions between;
  private final TaskBoard board;
  private final MitigationDesk desk;
  private final Caretaker caretaker;
  private final SwapDesk swaps;
  private final SwapSite site;
  private boolean swapping;
  private volatile Consumer<Rank> losers = any -> {};
  private final Specialist specialist;
  private volatile ThreadPlacement placement;
  private volatile MemoryPlacement memory;
  private volatile HardwarePlacement hardware;
  private volatile TradingSession session;
  private Wish waiting;
  private Places places;
  private boolean rehearsed;

  /**
   * Prepares the platform.
   *
   * @param byItself whether it keeps house, and steps a deterministic session, without being asked
   */
  KernelPlatform(KernelSettings settings, boolean byItself) {
    this.settings = settings;
    this.clock =
        settings.threading() == Threading.DETERMINISTIC ? new VirtualClock() : new SystemClock();
    this.notes = new ControlNotes(clock);
    this.between = new BetweenSessions(notes, clock);
    this.desk = new MitigationDesk(clock, new DeskPlanning(this));
    this.board =
        new TaskBoard(settings.limits(), settings.planning(), new Overrides(desk::active), notes);
    desk.journal(notes);
    this.swaps = new SwapDesk(settings.swap(), clock);
    swaps.journal(notes);
    this.site = new SwapSite(settings, registry, board, clock, () -> placement, swaps::settings);
    this.caretaker = new Caretaker(board, registry, clock, swaps);
    this.specialist = new Specialist(board, settings.planning());
    if (settings.threading() == Threading.DETERMINISTIC) {
      if (byItself) {
        control.every(1, () -> guarded(this::stepForAWhile));
      }
    } else {
      control.every(HOUSEKEEPING_MILLIS, () -> guarded(this::keepHouse));
      control.every(PROFILE_MILLIS, () -> guarded(this::followProfile));
      watchClock();
    }
  }

  private void watchClock() {
    final SystemClock system = (SystemClock) clock;
    final ClockWatch watch =
        new ClockWatch(system, SystemClock::utcNanos, Path.of("/"), notes, system::tie);
    control.every(CLOCK_MILLIS, () -> guarded(watch::read));
  }

  /** What happens beside the cycles is noted there. */
  ControlNotes notes() {
    return notes;
  }

  PlatformClock clock() {
    return clock;
  }

  /** What can be done to it while it trades. */
  Mitigations mitigations() {
    return desk;
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

  void hardware(HardwarePlacement service) {
    hardware = service;
  }

  /** Forgets it, unless another has taken its place. */
  void hardwareLeft(HardwarePlacement service) {
    if (hardware == service) {
      hardware = null;
    }
  }

  void memory(MemoryPlacement service) {
    memory = service;
  }

  /** Forgets it, unless another has taken its place. */
  void memoryLeft(MemoryPlacement service) {
    if (memory == service) {
      memory = null;
    }
  }

  /** Opens a session by itself, once, when the feed and the gateway are plugged in. */
  void autostart(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> waiting = new Wish(feedUri, pace, gatewayUri));
  }

  /** Changes what is plugged in; when it returns, the lane runs the plan that says so. */
  void change(String reason, Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          replan(reason);
        });
  }

  /** Who is told of components that have lost their swap. */
  void losers(Consumer<Rank> told) {
    losers = told;
  }

  /** The swaps, for the shell. */
  Swaps swaps() {
    return swaps;
  }

  /**
   * A strategy or task came: into the plan at once, or, if it is the successor of one that trades,
   * by a swap, and then this does not wait for it.
   */
  void arrive(Registry.Plugged plug) {
    control.run(
        () -> {
          final Registry.Plugged before = registry.outranked(plug);
          if (before == null) {
            registry.add(plug);
            replan(plug.kind() + " " + plug.definition().name() + " came");
          } else if (session == null) {
            registry.remove(before.component());
            registry.add(plug);
            lost(before);
          } else {
            arrive(new TaskSwap(site, before, plug, this::lost));
          }
        });
  }

  /** A feed came: for later, or, if it is the successor of the one in use, by a swap. */
  void arriveFeed(Registry.ProviderPlug<FeedProvider> plug) {
    control.run(
        () -> {
          final Registry.ProviderPlug<FeedProvider> before = registry.feeds.get(plug.scheme());
          if (before != null && serves(before.provider()) && plug.rank().outranks(before.rank())) {
            arrive(
                new FeedSwap(
                    site, places.feed(), places.wish().feedUri(), before, plug, this::lost));
          } else {
            registry.feeds.put(plug.scheme(), plug);
          }
        });
  }

  /** A gateway came: for later, or, if it is the successor of the one in use, by a swap. */
  void arriveGateway(Registry.ProviderPlug<GatewayProvider> plug) {
    control.run(
        () -> {
          final Registry.ProviderPlug<GatewayProvider> before =
              registry.gateways.get(plug.scheme());
          if (before != null && serves(before.provider()) && plug.rank().outranks(before.rank())) {
            arrive(
                new GatewaySwap(
                    site,
                    places.gateway(),
                    places.wish().gatewayUri(),
                    clock,
                    before,
                    plug,
                    this::lost));
          } else {
            registry.gateways.put(plug.scheme(), plug);
          }
        });
  }

  /** A feed's or gateway's provider leaves; a session that it serves is closed. */
  void leaveProvider(Object provider) {
    control.run(
        () -> {
          leaveSwaps(provider);
          registry.feeds.values().removeIf(plug -> plug.provider() == provider);
          registry.gateways.values().removeIf(plug -> plug.provider() == provider);
          if (serves(provider)) {
            LOG.log(
                Level.ERROR,
                "the bundle of a feed or gateway in use has gone, and the session is closed: "
                    + places.wish().feedUri()
                    + ", "
                    + places.wish().gatewayUri());
            closeSession();
          }
        });
  }

  private boolean serves(Object provider) {
    return session != null
        && ((site.feed() != null && site.feed().provider() == provider)
            || (site.gateway() != null && site.gateway().provider() == provider));
  }

  /** A monitor or logger came: beside the others, or in the place of the one it succeeds. */
  void arriveObserver(Registry.ObserverPlug plug) {
    control.run(
        () -> {
          final Registry.ObserverPlug before = registry.outranked(plug);
          if (before == null) {
            registry.add(plug);
            rewatch();
          } else if (session == null) {
            registry.removeObserver(before.kind(), before.component());
            registry.add(plug);
            lost(before.rank());
          } else {
            arrive(swapOf(before, plug));
          }
        });
  }

  private Course swapOf(Registry.ObserverPlug before, Registry.ObserverPlug plug) {
    if (registry.seat(before) instanceof MonitorSeat seat) {
      return new ObserverSwap<>(
          site, seat, before, plug, (ExecutionMonitor) plug.component(), this::lost);
    }
    return new ObserverSwap<>(
        site,
        (LoggerSeat) registry.seat(before),
        before,
        plug,
        (ExecutionLogger) plug.component(),
        this::lost);
  }

  /** A monitor or logger leaves; when this returns, it is not called any more. */
  void leaveObserver(String kind, Object component) {
    control.run(
        () -> {
          leaveSwaps(component);
          registry.removeObserver(kind, component);
          rewatch();
        });
  }

  private void rewatch() {
    if (session != null) {
      watch(session);
      session.drive().await(session::observersSettled, DRAIN_NANOS);
    }
  }

  private void arrive(Course course) {
    swaps.arrive(course);
    turnSwaps();
  }

  private void lost(Registry.Plugged plug) {
    lost(plug.rank());
  }

  private void lost(Rank rank) {
    if (swaps.settings().stopOld()) {
      losers.accept(rank);
    }
  }

  private void leaveSwaps(Object component) {
    if (swaps.leaves(component)) {
      awaitWayBack(component);
    }
  }

  /** Goes on with the swaps, and comes back soon when there is more to do. */
  private void turnSwaps() {
    final TradingSession now = session;
    if (now != null) {
      if (!caretaker.laneStands()) {
        caretaker.quarantineFailed(now);
      }
      swaps.turn();
    }
    if (swaps.busy() && !swapping) {
      swapping = true;
      control.later(
          SWAP_MILLIS,
          () -> {
            swapping = false;
            guarded(this::turnSwaps);
          });
    }
  }

  /** Looks at what is plugged in, on the control thread. */
  void look(Consumer<Registry> work) {
    control.run(() -> work.accept(registry));
  }

  /** Forgets that a component failed. Control thread. */
  void forgive(Object component) {
    board.forget(component);
  }

  /** Takes a component out; when it returns, the lane has left it. */
  void leave(String reason, Object component) {
    control.run(
        () -> {
          leaveSwaps(component);
          final Registry.Plugged plug = registry.remove(component);
          if (plug != null) {
            if (session != null) {
              session.tasks().forget(plug);
            }
            board.forget(component);
            replan(reason);
          }
        });
  }

  private void awaitWayBack(Object component) {
    if (session == null || !session.drive().await(() -> !swaps.leaves(component), DRAIN_NANOS)) {
      throw new IllegalStateException(
          "a successor that leaves cannot be replaced by the one before it: a task does not return"
              + " to the lane");
    }
  }

  /** Changes who watches the records. */
  void observers(Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          if (session != null) {
            watch(session);
            session.drive().await(session::observersSettled, DRAIN_NANOS);
          }
        });
  }

  private void watch(TradingSession watched) {
    watched.observers(registry.monitors, registry.loggers);
  }

  @Override
  public List<LaneStatus> lanes() {
    final TradingSession now = session;
    return now == null ? List.of() : now.status(board.plan().steps());
  }

  @Override
  public List<RingStatus> rings() {
    final TradingSession now = session;
    return now == null ? List.of() : now.ringStatus();
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
  public void check(String feedUri, String gatewayUri) {
    control.run(
        () -> {
          final Instruments instruments = new Instruments(settings.maxInstruments());
          registry.feedFor(feedUri).open(feedUri, instruments).close();
          registry.gatewayFor(gatewayUri).open(gatewayUri, instruments, clock).close();
        });
  }

  @Override
  public void open(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> openSession(new Wish(feedUri, pace, gatewayUri)));
  }

  private void openSession(Wish wish) {
    waiting = null;
    final Registry.ProviderPlug<FeedProvider> feeds = registry.feedPlug(wish.feedUri());
    final Registry.ProviderPlug<GatewayProvider> gateways = registry.gatewayPlug(wish.gatewayUri());
    closeSession();
    if (settings.threading() != Threading.DETERMINISTIC) {
      FirstSteps.take(clock);
    }
    rehearse();
    final Instruments instruments = new Instruments(settings.maxInstruments());
    final FeedSeat feed = new FeedSeat(feeds.provider().open(wish.feedUri(), instruments));
    GatewaySeat gateway = null;
    TradingSession next = null;
    final PlacedRings rings = new PlacedRings(memory, LaneCores.reserve(hardware, settings));
    try {
      gateway = new GatewaySeat(gateways.provider().open(wish.gatewayUri(), instruments, clock));
      next =
          new TradingSession(
              settings,
              clock,
              instruments,
              rings,
              new OpenFeed(wish.feedUri(), feed, wish.pace()),
              wish.gatewayUri(),
              gateway,
              notes,
              this::drive);
      begin(next, wish);
      places = new Places(wish, feed, gateway);
      site.feed(feeds);
      site.gateway(gateways);
    } catch (final RuntimeException | Error e) {
      session = null;
      site.session(null);
      desk.session(null);
      if (next != null) {
        next.abandon();
      } else {
        rings.close();
      }
      LaneCores.release(hardware);
      feed.close();
      if (gateway != null) {
        gateway.close();
      }
      throw e;
    }
  }

  private void rehearse() {
    if (!rehearsed
        && settings.planning().specialise() != Specialise.OFF
        && settings.threading() != Threading.DETERMINISTIC) {
      TierRehearsal.run(settings, clock);
      rehearsed = true;
    }
  }

  private SessionDrive drive(SessionLanes lanes, SessionAgents agents) {
    return clock instanceof VirtualClock virtual
        ? new SteppedDrive(virtual, lanes, agents, this::keepAllHouse)
        : new ThreadedDrive(settings, placement, lanes, agents);
  }

  private void begin(TradingSession next, Wish wish) {
    between.hand(registry.loggers);
    next.startLanes();
    next.notes()
        .opened(wish.feedUri(), wish.pace(), wish.gatewayUri(), settings, next.instruments().all());
    watch(next);
    board.newSession();
    session = next;
    site.session(next);
    desk.session(next);
    replan("session opened: " + wish.feedUri());
    next.startAgents();
  }

  @Override
  public void pause(boolean paused) {
    onSession(
        now -> {
          pause(now, paused);
          return paused;
        });
  }

  /** What waits for a deterministic session has to step it, which only the control thread may. */
  private <T> T onSession(Function<TradingSession, T> work) {
    final TradingSession now = open();
    return clock instanceof VirtualClock ? control.call(() -> work.apply(now)) : work.apply(now);
  }

  private static void pause(TradingSession now, boolean paused) {
    now.feed().pause(paused);
    now.drive()
        .await(() -> now.feed().paused() == paused || now.feed().status().ended(), DRAIN_NANOS);
  }

  @Override
  public void close() {
    control.run(this::closeSession);
  }

  @Override
  public boolean awaitIdle(long timeoutNanos) {
    return onSession(now -> now.awaitIdle(timeoutNanos));
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
  public void swapRules(boolean warmUp, int probationEvents, int probationMillis) {
    control.run(
        () -> swaps.settings(swaps.settings().with(warmUp, probationEvents, probationMillis)));
  }

  @Override
  public boolean betweenCycles(String thread, Runnable work, long timeoutNanos) {
    final TradingSession now = session;
    if (now == null) {
      return false;
    }
    for (final LaneLoop lane : now.lanes()) {
      if (LaneThread.name(lane.number()).equals(thread) && !lane.lent()) {
        final LaneVisit visit = new LaneVisit(work);
        lane.lend(visit);
        if (TradingSession.await(visit::over, timeoutNanos) || !visit.withdraw()) {
          visit.await(timeoutNanos);
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public ProbeLane lane() {
    return new DrivenLane(settings, clock);
  }

  @Override
  public ReplayResult replay(RecordedLines lines, int most) {
    return control.call(
        () -> {
          if (session != null) {
            throw new IllegalStateException("a session is open: a replay needs the plug-ins alone");
          }
          return new ReplayRun(registry, lines, most).run();
        });
  }

  /** Closes the session and ends the control thread. */
  void shutDown() {
    try {
      close();
      control.run(() -> between.hand(registry.loggers));
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
    swaps.closed();
    now.feed().pause(true);
    now.drive().await(now.feed()::paused, DRAIN_NANOS);
    if (!now.awaitIdle(DRAIN_NANOS)) {
      LOG.log(Level.WARNING, "session closed with events still under way after 5 s");
    }
    now.notes().closed(now.feed().status().uri());
    try {
      now.close();
      for (TaskFailure next = now.nextFailure(); next != null; next = now.nextFailure()) {
        board.quarantine(next, registry, now);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      session = null;
      site.session(null);
      desk.session(null);
      caretaker.sessionEnded();
      specialist.sessionEnded();
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
    final TradingSession now = session;
    if (now == null) {
      between.hand(registry.loggers);
    } else {
      caretaker.quarantineStuck(now);
      if (!caretaker.laneStands()) {
        caretaker.quarantineFailed(now);
      }
    }
  }

  private void followProfile() {
    final TradingSession now = session;
    if (now != null && !caretaker.laneStands()) {
      caretaker.followProfile(now, settings.planning().dynamic());
      specialist.turn(now, clock.nanoTime());
    }
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

  private void stepForAWhile() {
    final long end = System.nanoTime() + STEPPING_NANOS;
    openWhenPlugged();
    while (System.nanoTime() < end && step()) {
      // Other work of the control thread comes in between.
    }
  }

  /** One round of a deterministic session; false when there is nothing to do, now or later. */
  boolean step() {
    return session != null && session.drive() instanceof SteppedDrive stepped && stepped.step();
  }

  /** Runs something on the control thread and waits for it. */
  <T> T onControl(Callable<T> work) {
    return control.call(work);
  }

  private void keepAllHouse() {
    guarded(this::keepHouse);
    guarded(this::followProfile);
  }

  /** Whether the tier of the plan in force stays until another plan comes. */
  boolean tierDecided() {
    return control.call(specialist::decided);
  }

  /** Takes out of the plan what has failed since the last time. Control thread. */
  void quarantineFailed() {
    final TradingSession now = session;
    if (now != null) {
      caretaker.quarantineFailed(now);
    }
  }

  private void openWhenPlugged() {
    final Wish wish = waiting;
    if (wish != null && registry.has(wish.feedUri(), wish.gatewayUri())) {
      openSession(wish);
    }
  }
}
