package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.BetweenSessions;
import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.swap.FeedSeat;
import io.hairspring.kernel.swap.FirstSteps;
import io.hairspring.kernel.swap.GatewaySeat;
import io.hairspring.kernel.swap.SwapDesk;
import io.hairspring.kernel.time.VirtualClock;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens the session, at once or when what it needs is plugged in, has it run what is plugged in,
 * and closes it. Control thread, but for {@link #session}.
 */
final class SessionHost {
  private static final System.Logger LOG = System.getLogger(SessionHost.class.getName());
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final KernelSettings settings;
  private final PlatformClock clock;
  private final Registry registry;
  private final TaskBoard board;
  private final ControlNotes notes;
  private final BetweenSessions between;
  private final Placements placements;
  private final SwapDesk swaps;
  private final SwapSite site;
  private final List<Consumer<TradingSession>> followers;
  private final Runnable housekeeping;
  private volatile TradingSession session;
  private Autostart waiting;
  private boolean rehearsed;

  /**
   * Opens nothing yet.
   *
   * @param followers are told of a session that begins, and of null when it has ended
   * @param housekeeping what a deterministic session has done in between
   */
  SessionHost(
      KernelSettings settings,
      PlatformClock clock,
      Registry registry,
      TaskBoard board,
      ControlNotes notes,
      BetweenSessions between,
      Placements placements,
      SwapDesk swaps,
      SwapSite site,
      List<Consumer<TradingSession>> followers,
      Runnable housekeeping) {
    this.settings = settings;
    this.clock = clock;
    this.registry = registry;
    this.board = board;
    this.notes = notes;
    this.between = between;
    this.placements = placements;
    this.swaps = swaps;
    this.site = site;
    this.followers = List.copyOf(followers);
    this.housekeeping = housekeeping;
  }

  /** The session of the moment, or null. Any thread. */
  TradingSession session() {
    return session;
  }

  /** Opens one by itself, once, when the feed and the gateway are plugged in. */
  void openLater(Autostart.Wish wish) {
    waiting = new Autostart(wish, System.nanoTime());
    placements.cores().stand();
  }

  /** Opens the one that waits, if what it needs has come. */
  void openWhenPlugged() {
    final Autostart wanted = waiting;
    if (wanted == null) {
      return;
    }
    if (wanted.ready(registry)) {
      wanted.open(() -> open(wanted.wish()));
    } else {
      wanted.missing(registry, System.nanoTime()).forEach(line -> LOG.log(Level.ERROR, line));
    }
  }

  /** Opens one, in the place of one that is open. */
  void open(Autostart.Wish wish) {
    waiting = null;
    final Registry.ProviderPlug<FeedProvider> feeds = registry.feedPlug(wish.feedUri());
    final Registry.ProviderPlug<GatewayProvider> gateways = registry.gatewayPlug(wish.gatewayUri());
    close();
    if (settings.threading() != Threading.DETERMINISTIC) {
      FirstSteps.take(clock);
    }
    rehearse();
    final Instruments instruments = new Instruments(settings.maxInstruments());
    FeedSeat feed = null;
    GatewaySeat gateway = null;
    TradingSession next = null;
    // Before a plug-in's code runs that could take what the lanes need.
    placements.keepCores();
    final PlacedRings rings = placements.rings();
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
      session(null);
      if (next != null) {
        next.abandon();
      } else {
        rings.close();
      }
      placements.cores().sessionEnded();
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
        ? new SteppedDrive(virtual, lanes, agents, housekeeping)
        : new ThreadedDrive(settings, placements.ofLanes(), lanes, agents);
  }

  private void begin(TradingSession next, Autostart.Wish wish) {
    between.hand(registry.observers.loggers);
    next.startLanes();
    next.notes()
        .opened(wish.feedUri(), wish.pace(), wish.gatewayUri(), settings, next.instruments().all());
    watch(next);
    board.newSession();
    session(next);
    replan("session opened: " + wish.feedUri());
    next.startAgents();
  }

  private void session(TradingSession next) {
    session = next;
    followers.forEach(follower -> follower.accept(next));
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

  /** Has the lanes run a plan of what is plugged in now. */
  void replan(String reason) {
    final TradingSession now = session;
    if (now != null) {
      now.adopt(board.plan(reason, registry, now));
    }
  }

  /** Stops a session's feed, or lets it go on, and waits until it does. */
  static void pause(TradingSession now, boolean paused) {
    now.feed().pause(paused);
    now.drive()
        .await(() -> now.feed().paused() == paused || now.feed().status().ended(), DRAIN_NANOS);
  }

  /** Closes the session, if one is open. */
  void close() {
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
      session(null);
      placements.cores().sessionEnded();
    }
  }

  /** Closes the session; nothing is kept for another. */
  void shutDown() {
    close();
    placements.cores().giveUp();
    between.hand(registry.observers.loggers);
  }
}
