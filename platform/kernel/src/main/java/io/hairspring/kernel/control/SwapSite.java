package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.swap.Candidate;
import io.hairspring.kernel.swap.HandOver;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Shadow;
import io.hairspring.kernel.swap.ShadowGround;
import io.hairspring.kernel.swap.SwapSettings;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/** Where swaps of strategies and tasks take place: the session and its plans. Control thread. */
final class SwapSite {
  private static final System.Logger LOG = System.getLogger(SwapSite.class.getName());

  private static final long BOUNDARY_NANOS = LaneApproach.BOUNDARY_NANOS;

  private final KernelSettings settings;
  private final Registry registry;
  private final TaskBoard board;
  private final PlatformClock clock;
  private final Supplier<ThreadPlacement> placement;
  private final Supplier<SwapSettings> rules;
  private final ShadowScenes scenes;
  private Places places;
  private TradingSession session;
  private Registry.ProviderPlug<FeedProvider> feed;
  private Registry.ProviderPlug<GatewayProvider> gateway;
  private ShadowGround ground;
  private Shadow shadow;
  private long adoptionNanos;
  private long stateNanos;
  private long approachNanos;

  SwapSite(
      KernelSettings settings,
      Registry registry,
      TaskBoard board,
      PlatformClock clock,
      Supplier<ThreadPlacement> placement,
      Supplier<SwapSettings> rules) {
    this.settings = settings;
    this.registry = registry;
    this.board = board;
    this.clock = clock;
    this.placement = placement;
    this.rules = rules;
    this.scenes = new ShadowScenes(settings, registry, clock);
  }

  /** The session that swaps take place in from now on; null for none. */
  void session(TradingSession next) {
    session = next;
    ground = null;
    shadow = null;
    if (next == null) {
      feed = null;
      gateway = null;
    }
  }

  /** Who has opened the feed in use; null when none is open. */
  Registry.ProviderPlug<FeedProvider> feed() {
    return feed;
  }

  /** The feed in use is another's. */
  void feed(Registry.ProviderPlug<FeedProvider> plug) {
    feed = plug;
  }

  /** Who has opened the gateway in use; null when none is open. */
  Registry.ProviderPlug<GatewayProvider> gateway() {
    return gateway;
  }

  /** The gateway in use is another's. */
  void gateway(Registry.ProviderPlug<GatewayProvider> plug) {
    gateway = plug;
  }

  /** Why somebody with a name that is in use is refused. */
  static String duplicate(String inForce) {
    return "a duplicate: "
        + inForce
        + " has the name, and only a higher bundle version or service ranking replaces it";
  }

  /** Has the observers' thread come by once; false when it does not in a few milliseconds. */
  boolean settle() {
    if (session == null) {
      return true;
    }
    session.observers(registry.observers.monitors, registry.observers.loggers);
    return await(session::observersSettled, BOUNDARY_NANOS);
  }

  /** Waits for what lanes or agents bring about; false when the time is over. */
  boolean await(BooleanSupplier condition, long timeoutNanos) {
    return session.drive().await(condition, timeoutNanos);
  }

  /**
   * The session's instruments for somebody who may not come into force: what is registered there is
   * not in the session, whose books are made when it is opened.
   */
  Instruments instrumentsForACandidate() {
    return Instruments.copyOf(session.instruments(), settings.maxInstruments());
  }

  /** Instruments of a candidate that the session has not, for a message; empty for none. */
  String unknown(Instruments candidates) {
    return candidates.all().stream()
        .map(Instrument::symbol)
        .filter(symbol -> session.instruments().find(symbol).isEmpty())
        .collect(Collectors.joining(", "));
  }

  TradingSession session() {
    return session;
  }

  Registry registry() {
    return registry;
  }

  TaskBoard board() {
    return board;
  }

  SwapSettings rules() {
    return rules.get();
  }

  /** How long the lane stood still for the last hand-over that was done, in nanoseconds. */
  long adoptionNanos() {
    return adoptionNanos;
  }

  /** How much of that was for the state. */
  long stateNanos() {
    return stateNanos;
  }

  /** The longest that the lane stood still on the way to it. */
  long approachNanos() {
    return approachNanos;
  }

  /** Starts the shadow of a candidate. */
  Shadow shadow(Candidate candidate, Registry.Plugged incumbent) {
    final SwapSettings now = rules();
    if (ground == null) {
      ground =
          new ShadowGround(
              clock, session.instruments(), settings.bookOrders(), settings.bookLevels(), now);
    }
    shadow =
        new Shadow(
            candidate,
            ground,
            scenes.rehearsal(now),
            scenes.live(now, session.instruments()),
            ShadowScenes.events(session, incumbent),
            now,
            clock,
            this::confine);
    shadow.start();
    return shadow;
  }

  /** Ends a shadow; what does not come back from it keeps its ground. */
  void end(Shadow ending) {
    ending.stop();
    if (session != null && !session.drive().await(ending::ended, BOUNDARY_NANOS)) {
      if (ground != null) {
        session.feed().stopCopies(ground.copies());
      }
      ground = null;
    }
    if (ending.ended()) {
      shadow = null;
    }
  }

  /** The seats of the session's feed and gateway. Control thread. */
  Places places() {
    return places;
  }

  void places(Places taken) {
    places = taken;
  }

  /** Keeps the calling thread off the lanes' cores. */
  void confine() {
    final ThreadPlacement service = placement.get();
    if (service != null) {
      service.confineCurrentThread();
    }
  }

  /**
   * Has the lanes adopt what is plugged in now, with a state taken over at the same cycle boundary.
   * Unless it is done, nothing of it is in force or ever will be.
   *
   * @param next who must be in the plan; null for nobody
   * @param begins what that one begins with
   * @param from whose state is taken over; null when none is
   * @param gently whether lane 0 is led up to it first, in steps that are shorter
   */
  Progress adopt(
      String reason,
      Registry.Plugged next,
      Succession.Kind begins,
      Snapshotable from,
      Snapshotable to,
      boolean gently) {
    if (session.lane().lent()) {
      return Progress.waiting("the lane has another guest");
    }
    final TaskBoard.Memory before = board.memory();
    final List<Plan> plans = board.plan(reason, registry, session);
    final String absence = next == null ? "" : board.absence(next, session);
    if (!absence.isEmpty()) {
      board.restore(before);
      return Progress.failed(absence);
    }
    session.announce(plans, new Succession(session.tasks().number(next), begins));
    final LaneApproach approach =
        new LaneApproach(session.lane(), session.drive(), from, to, snapshot(), clock);
    final HandOver handOver;
    try {
      handOver = approach(approach, next, plans, gently);
    } catch (final RuntimeException | Error e) {
      restore(before, plans);
      throw e;
    }
    approachNanos = approach.longestNanos();
    if (!handOver.done()) {
      restore(before, plans);
      return approach.given() == null
          ? Progress.waiting("the lane does not come to a cycle boundary")
          : Progress.failed(approach.given());
    }
    try {
      session.awaitRunning(plans);
    } catch (final IllegalStateException e) {
      // The lanes have the plans, and come to them when they can: nothing takes that back.
      LOG.log(Level.WARNING, e.getMessage());
    }
    adoptionNanos = Math.max(0, session.lane().adoptedNanos() - handOver.startNanos());
    stateNanos = handOver.stateNanos();
    return Progress.done("plan " + plans.get(0).epoch());
  }

  private HandOver approach(
      LaneApproach approach, Registry.Plugged next, List<Plan> plans, boolean gently) {
    if (gently) {
      approach.touch(next.component(), plans);
    }
    return approach.handOver(session.lanes(), plans, gently);
  }

  private void restore(TaskBoard.Memory before, List<Plan> announced) {
    board.restore(before);
    session.notes().withdrawn(announced.get(0), board.plan());
  }

  private UnsafeBuffer snapshot() {
    if (shadow != null && shadow.ended()) {
      shadow = null;
    }
    if (shadow != null) {
      // One that takes over out of its turn: the ground's buffer is the shadow's.
      return ShadowGround.buffer(rules());
    }
    if (ground == null) {
      ground =
          new ShadowGround(
              clock, session.instruments(), settings.bookOrders(), settings.bookLevels(), rules());
    }
    return ground.snapshot();
  }
}
