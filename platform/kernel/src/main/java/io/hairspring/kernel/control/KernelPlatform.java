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
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.BetweenSessions;
import io.hairspring.kernel.journal.ClockWatch;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.replay.JournalReplay;
import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.kernel.replay.ReplayResult;
import io.hairspring.kernel.swap.SwapDesk;
import io.hairspring.kernel.time.SystemClock;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.kernel.trading.BookWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The platform: what is plugged in, and the session that runs it. */
final class KernelPlatform implements Platform, JournalReplay {
  private static final long STEPPING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
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
  private final TaskBoard board;
  private final MitigationDesk desk;
  private final SwapDesk swaps;
  private final Placements placements;
  private final Arrivals arrivals;
  private final SessionProbe probe;
  private final Housekeeping house;
  private final SessionHost host;

  /**
   * Prepares the platform.
   *
   * @param byItself whether it keeps house, and steps a deterministic session, without being asked
   */
  KernelPlatform(KernelSettings settings, boolean byItself) {
    this.settings = settings;
    this.clock =
        settings.threading() == Threading.DETERMINISTIC ? new VirtualClock() : new SystemClock();
    this.placements = new Placements(settings);
    this.notes = new ControlNotes(clock);
    final BetweenSessions between = new BetweenSessions(notes, clock);
    this.desk = new MitigationDesk(clock, new DeskPlanning(this));
    this.board =
        new TaskBoard(settings.limits(), settings.planning(), new Overrides(desk::active), notes);
    desk.journal(notes);
    this.swaps = new SwapDesk(settings.swap(), clock);
    swaps.journal(notes);
    swaps.users(who -> control.call(() -> registry.uses(who) || swaps.involves(who), false));
    final SwapSite site =
        new SwapSite(settings, registry, board, clock, placements.threads()::get, swaps::settings);
    this.arrivals = new Arrivals(this, control, registry, site, swaps);
    this.probe = new SessionProbe(this, control, swaps);
    this.house =
        new Housekeeping(
            settings,
            registry,
            clock,
            between,
            new Caretaker(board, registry, clock, swaps),
            new Specialist(board, settings.planning()));
    this.host =
        new SessionHost(
            settings,
            clock,
            registry,
            board,
            notes,
            between,
            placements,
            swaps,
            site,
            List.of(site::session, desk::session, house::session),
            this::keepAllHouse);
    if (settings.threading() != Threading.DETERMINISTIC) {
      control.every(HOUSEKEEPING_MILLIS, this::keepHouse);
      control.every(PROFILE_MILLIS, this::followProfile);
      watchClock();
      watchBooks();
    } else if (byItself) {
      control.every(1, this::stepForAWhile);
      watchBooks();
    }
  }

  private void watchClock() {
    final SystemClock system = (SystemClock) clock;
    final ClockWatch watch =
        new ClockWatch(system, SystemClock::utcNanos, Path.of("/"), notes, system::tie);
    control.every(CLOCK_MILLIS, watch::read);
  }

  private void watchBooks() {
    final BookWatch watch = new BookWatch(this);
    control.every(BOOKS_MILLIS, watch::look);
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
    return placements.threads();
  }

  /** Somebody came who knows the cores of the machine: the lanes' are kept from now on. */
  void hardwareCame(HardwarePlacement service) {
    placements.hardware().came(service);
    control.run(placements::hardwareChanged);
  }

  /** Who knew the cores of the machine left. */
  void hardwareLeft(HardwarePlacement service) {
    placements.hardware().left(service);
    control.run(placements::hardwareChanged);
  }

  /** Memory beside its users, if anything gives it. */
  Held<MemoryPlacement> memory() {
    return placements.memory();
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
    control.run(() -> host.openLater(new Autostart.Wish(feedUri, pace, gatewayUri)));
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

  /** Has the session's records seen by whoever is plugged in now. Control thread. */
  void rewatch() {
    host.rewatch();
  }

  @Override
  public List<LaneStatus> lanes() {
    final TradingSession now = session();
    return now == null ? List.of() : now.status(board.plan().steps());
  }

  @Override
  public List<RingStatus> rings() {
    final TradingSession now = session();
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
    final TradingSession now = session();
    return now == null ? new FeedStatus("", true, 0, 0, 0, true, "") : now.feed().status();
  }

  @Override
  public GatewayStatus gateway() {
    final TradingSession now = session();
    return now == null ? new GatewayStatus("", 0, 0, 0, 0, 0, 0) : now.gatewayStatus();
  }

  @Override
  public InstrumentDirectory instruments() {
    final TradingSession now = session();
    return now == null ? new Instruments(0) : now.instruments();
  }

  @Override
  public Optional<OrderBook> book(int instrument) {
    final TradingSession now = session();
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
          placements.keepCores();
          try {
            feeds.open(feedUri, instruments).close();
            gateways.open(gatewayUri, instruments, clock).close();
          } finally {
            if (session() == null) {
              placements.cores().sessionEnded();
            }
          }
        });
  }

  @Override
  public void open(String feedUri, Pace pace, String gatewayUri) {
    control.run(() -> host.open(new Autostart.Wish(feedUri, pace, gatewayUri)));
  }

  @Override
  public void pause(boolean paused) {
    onSession(
        now -> {
          SessionHost.pause(now, paused);
          return paused;
        });
  }

  /** What waits for a deterministic session has to step it, which only the control thread may. */
  private <T> T onSession(Function<TradingSession, T> work) {
    final TradingSession now = open();
    return clock instanceof VirtualClock ? control.call(() -> work.apply(now)) : work.apply(now);
  }

  @Override
  public void close() {
    control.run(host::close);
  }

  @Override
  public boolean awaitIdle(long timeoutNanos) {
    return onSession(now -> now.awaitIdle(timeoutNanos));
  }

  @Override
  public ReplayResult replay(RecordedLines lines, int most) {
    return control.call(
        () -> {
          if (session() != null) {
            throw new IllegalStateException("a session is open: a replay needs the plug-ins alone");
          }
          return new ReplayRun(registry, lines, most).run();
        });
  }

  /** Closes the session and ends the control thread. */
  void shutDown() {
    try {
      control.run(host::shutDown);
    } finally {
      control.stop();
    }
  }

  /** The session of the moment, or null. */
  TradingSession session() {
    return host.session();
  }

  KernelSettings settings() {
    return settings;
  }

  TaskBoard board() {
    return board;
  }

  /** The session that is open. */
  TradingSession open() {
    final TradingSession now = session();
    if (now == null) {
      throw new IllegalStateException("no session is open");
    }
    return now;
  }

  /** Closes the session, if one is open. Control thread. */
  void closeSession() {
    host.close();
  }

  /** Has the lanes run a plan of what is plugged in now. Control thread. */
  void replan(String reason) {
    host.replan(reason);
  }

  private void keepHouse() {
    host.openWhenPlugged();
    house.keep(session());
  }

  private void followProfile() {
    house.followProfile(session());
  }

  private void keepAllHouse() {
    ControlThread.guarded(this::keepHouse);
    ControlThread.guarded(this::followProfile);
  }

  private void stepForAWhile() {
    final long end = System.nanoTime() + STEPPING_NANOS;
    host.openWhenPlugged();
    while (System.nanoTime() < end && step()) {
      // Other work of the control thread comes in between.
    }
  }

  /** One round of a deterministic session; false when there is nothing to do, now or later. */
  boolean step() {
    final TradingSession now = session();
    return now != null && now.drive() instanceof SteppedDrive stepped && stepped.step();
  }

  /** Runs something on the control thread and waits for it. */
  <T> T onControl(Callable<T> work) {
    return control.call(work);
  }

  /** Whether the tier of the plan in force stays until another plan comes. */
  boolean tierDecided() {
    return control.call(house::tierDecided, true);
  }

  /** Takes out of the plan what has failed since the last time. Control thread. */
  void quarantineFailed() {
    house.quarantineFailed(session());
  }
}
