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
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.BetweenSessions;
import io.hairspring.kernel.journal.ClockWatch;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.replay.JournalReplay;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.swap.FeedSeat;
import io.hairspring.kernel.swap.FirstSteps;
import io.hairspring.kernel.swap.GatewaySeat;
import io.hairspring.kernel.swap.SwapDesk;
import io.hairspring.kernel.time.SystemClock;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.kernel.trading.BookWatch;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The platform: what is plugged in, and the session that runs it. */
final class KernelPlatform implements Platform, JournalReplay {
  private static final System.Logger LOG = System.getLogger(KernelPlatform.class.getName());
  private static final long STEPPING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HOUSEKEEPING_MILLIS = 100;

  // Rarely: who gathers shares a core with the agents.
  private static final long PROFILE_MILLIS = 1_000;
  private static final long CLOCK_MILLIS = 1_000;
  private static final long BOOKS_MILLIS = 1_000;

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
  private final Arrivals arrivals;
  private final SessionProbe probe;
  private final Specialist specialist;
  private final Held<ThreadPlacement> placement = new Held<>();
  private final Held<MemoryPlacement> memory = new Held<>();
  private final Held<HardwarePlacement> hardware = new Held<>();
  private final LaneCores cores;
  private volatile TradingSession session;
  private Autostart waiting;
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
    this.cores = new LaneCores(settings);
    this.notes = new ControlNotes(clock);
    this.between = new BetweenSessions(notes, clock);
    this.desk = new MitigationDesk(clock, new DeskPlanning(this));
    this.board =
        new TaskBoard(settings.limits(), settings.planning(), new Overrides(desk::active), notes);
    desk.journal(notes);
    this.swaps = new SwapDesk(settings.swap(), clock);
    swaps.journal(notes);
    swaps.users(who -> control.call(() -> registry.uses(who) || swaps.involves(who), false));
    this.site = new SwapSite(settings, registry, board, clock, placement::get, swaps::settings);
    this.caretaker = new Caretaker(board, registry, clock, swaps);
    this.arrivals = new Arrivals(this, control, registry, site, swaps);
    this.probe = new SessionProbe(this, control, swaps);
    this.specialist = new Specialist(board, settings.planning());
    if (settings.threading() == Threading.DETERMINISTIC) {
      if (byItself) {
        control.every(1, () -> guarded(this::stepForAWhile));
        watchBooks();
      }
    } else {
      control.every(HOUSEKEEPING_MILLIS, () -> guarded(this::keepHouse));
      control.every(PROFILE_MILLIS, () -> guarded(this::followProfile));
      watchClock();
      watchBooks();
    }
  }

  private void watchClock() {
    final SystemClock system = (SystemClock) clock;
    final ClockWatch watch =
        new ClockWatch(system, SystemClock::utcNanos, Path.of("/"), notes, system::tie);
    control.every(CLOCK_MILLIS, () -> guarded(watch::read));
  }

  private void watchBooks() {
    final BookWatch watch = new BookWatch(this);
    control.every(BOOKS_MILLIS, () -> guarded(watch::look));
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

  /** Where threads run, if anything says so. */
  Held<ThreadPlacement> placement() {
    return placement;
  }

  /** Somebody came who knows the cores of the machine: the lanes' are kept from now on. */
  void hardwareCame(HardwarePlacement service) {
    hardware.came(service);
    control.run(() -> cores.came(hardware.get()));
  }

  /** Who knew the cores of the machine left. */
  void hardwareLeft(HardwarePlacement service) {
    hardware.left(service);
    control.run(() -> cores.came(hardware.get()));
  }

  /** Memory beside its users, if anything gives it. */
  Held<MemoryPlacement> memory() {
    return memory;
  }

  /** What comes and goes. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** What the session's threads can be borrowed for. */
  SessionProbe probe() {
    return probe;
  }

  /** Opens a session by itself, once, when the feed and the gateway are plugged in. */
  void autostart(String feedUri, Pace pace, String gatewayUri) {
    final Autostart.Wish wish = new Autostart.Wish(feedUri, pace, gatewayUri);
    control.run(
        () -> {
          waiting = new Autostart(wish, System.nanoTime());
          cores.stand();
        });
  }

  /** Changes what is plugged in; when it returns, the lane runs the plan that says so. */
  void change(String reason, Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          replan(reason);
        });
  }

  /** The swaps, for the shell. */
  Swaps swaps() {
    return swaps;
  }

  /** Looks at what is plugged in, on the control thread. */
  void look(Consumer<Registry> work) {
    control.run(() -> work.accept(registry));
  }

  /** Forgets that a component failed. Control thread. */
  void forgive(Object component) {
    board.forget(component);
  }

  /** Changes who watches the records. */
  void observers(Consumer<Registry> change) {
    control.run(
        () -> {
          change.accept(registry);
          rewatch();
        });
  }

  /** Has the session's records seen by whoever is plugged in now, and by nobody else. */
  void rewatch() {
    if (session != null) {
      watch(session);
      session.drive().await(session::observersSettled, DRAIN_NANOS);
    }
  }

  private void watch(TradingSession watched) {
    watched.observers(registry.observers.monitors, registry.observers.loggers);
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
    return now == null || instrument < 0 || instrument >= now.books().size()
        ? Optional.empty()
        : Optional.of(now.books().book(instrument));
  }

  @Override
  public List<String> schemes() {
    return control.call(registry::schemes, List.of());
  }

  @Override
  public void check(String feedUri, String gatewayUri) {
    control.run(
        () -> {
          final FeedProvider feeds = registry.feedFor(feedUri);
          final GatewayProvider gateways = registry.gatewayFor(gatewayUri);
          final Instruments instruments = new Instruments(settings.maxInstruments());
          cores.keep(hardware.get());
          try {
            feeds.open(feedUri, instruments).close();
            gateways.open(gatewayUri, instruments, clock).close();
          } finally {
            if (session == null) {
              cores.sessionEnded();
            }
          }
        });
  }

  @Override
  public void open(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> openSession(new Autostart.Wish(feedUri, pace, gatewayUri)));
  }

  private void openSession(Autostart.Wish wish) {
    waiting = null;
    final Registry.ProviderPlug<FeedProvider> feeds = registry.feedPlug(wish.feedUri());
    final Registry.ProviderPlug<GatewayProvider> gateways = registry.gatewayPlug(wish.gatewayUri());
    closeSession();
    if (settings.threading() != Threading.DETERMINISTIC) {
      FirstSteps.take(clock);
    }
    rehearse();
    final Instruments instruments = new Instruments(settings.maxInstruments());
    FeedSeat feed = null;
    GatewaySeat gateway = null;
    TradingSession next = null;
    // Before a plug-in's code runs that could take what the lanes need.
    cores.keep(hardware.get());
    final PlacedRings rings =
        new PlacedRings(memory.get(), cores.leader(), SessionLanes.ringLines(settings));
    try {
      feed = new FeedSeat(feeds.provider().open(wish.feedUri(), instruments));
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
      site.places(new Places(wish.feedUri(), feed, wish.gatewayUri(), gateway));
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
      cores.sessionEnded();
      if (feed != null) {
        feed.close();
      }
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
        : new ThreadedDrive(settings, cores.placement(placement.get()), lanes, agents);
  }

  private void begin(TradingSession next, Autostart.Wish wish) {
    between.hand(registry.observers.loggers);
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
      control.run(
          () -> {
            cores.giveUp();
            between.hand(registry.observers.loggers);
          });
    } finally {
      control.stop();
    }
  }

  /** The session of the moment, or null. */
  TradingSession session() {
    return session;
  }

  KernelSettings settings() {
    return settings;
  }

  TaskBoard board() {
    return board;
  }

  /** The session that is open. */
  TradingSession open() {
    final TradingSession now = session;
    if (now == null) {
      throw new IllegalStateException("no session is open");
    }
    return now;
  }

  /** Closes the session, if one is open. Control thread. */
  void closeSession() {
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
      cores.sessionEnded();
      caretaker.sessionEnded();
      specialist.sessionEnded();
    }
  }

  /** Has the lanes run a plan of what is plugged in now. Control thread. */
  void replan(String reason) {
    final TradingSession now = session;
    if (now != null) {
      now.adopt(board.plan(reason, registry, now));
    }
  }

  private void keepHouse() {
    openWhenPlugged();
    final TradingSession now = session;
    if (now == null) {
      between.hand(registry.observers.loggers);
    } else {
      caretaker.quarantineStuck(now);
      if (!caretaker.laneStands()) {
        caretaker.quarantineFailed(now);
      }
    }
  }

  private void followProfile() {
    final TradingSession now = session;
    // A lane that is lent adopts no plan before its guest leaves.
    if (now != null && !caretaker.laneStands() && !now.lane().lent()) {
      caretaker.followProfile(now, settings.planning().dynamic());
      specialist.turn(now, clock.nanoTime());
    }
  }

  /** What is repeated must not throw: it would not be repeated again. */
  static void guarded(Runnable turn) {
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
    return control.call(specialist::decided, true);
  }

  /** Takes out of the plan what has failed since the last time. Control thread. */
  void quarantineFailed() {
    final TradingSession now = session;
    if (now != null && !caretaker.laneStands()) {
      caretaker.quarantineFailed(now);
    }
  }

  private void openWhenPlugged() {
    final Autostart wanted = waiting;
    if (wanted == null) {
      return;
    }
    if (wanted.ready(registry)) {
      wanted.open(() -> openSession(wanted.wish()));
    } else {
      wanted.missing(registry, System.nanoTime()).forEach(line -> LOG.log(Level.ERROR, line));
    }
  }
}
