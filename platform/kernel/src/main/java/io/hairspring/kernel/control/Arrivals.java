package io.hairspring.kernel.control;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.kernel.swap.Course;
import io.hairspring.kernel.swap.LoggerSeat;
import io.hairspring.kernel.swap.MonitorSeat;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.swap.SwapDesk;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What comes and goes: into the plan, the registry or the observer's list at once, or, when it
 * succeeds something that is in use, by a swap. Any thread but a lane or an agent.
 */
final class Arrivals {
  private static final System.Logger LOG = System.getLogger(Arrivals.class.getName());
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SWAP_MILLIS = 5;

  private final KernelPlatform platform;
  private final ControlThread control;
  private final Registry registry;
  private final SwapSite site;
  private final SwapDesk swaps;
  private volatile Consumer<Rank> losers = any -> {};
  private boolean swapping;

  Arrivals(
      KernelPlatform platform,
      ControlThread control,
      Registry registry,
      SwapSite site,
      SwapDesk swaps) {
    this.platform = platform;
    this.control = control;
    this.registry = registry;
    this.site = site;
    this.swaps = swaps;
  }

  /** Who is told of components that have lost their swap. */
  void losers(Consumer<Rank> told) {
    losers = told;
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
            platform.replan(plug.kind() + " " + plug.definition().name() + " came");
          } else if (platform.session() == null) {
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
                    site, site.places().feed(), site.places().feedUri(), before, plug, this::lost));
          } else {
            stands(registry.feeds, "feed", before, plug);
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
                    site.places().gateway(),
                    site.places().gatewayUri(),
                    platform.clock(),
                    before,
                    plug,
                    this::lost));
          } else {
            stands(registry.gateways, "gateway", before, plug);
          }
        });
  }

  private <P> void stands(
      Providers<P> providers,
      String kind,
      Registry.ProviderPlug<P> before,
      Registry.ProviderPlug<P> plug) {
    providers.add(plug);
    if (before != null && providers.get(plug.scheme()).provider() == plug.provider()) {
      lost(before.rank());
    } else if (before != null) {
      LOG.log(
          Level.WARNING,
          kind
              + " "
              + plug.scheme()
              + " of "
              + plug.party().line()
              + " is refused: "
              + SwapSite.duplicate(before.party().line())
              + "; it stands by until that one leaves");
    }
  }

  /** A feed's or gateway's provider leaves; a session that it serves is closed. */
  void leaveProvider(Object provider) {
    control.run(
        () -> {
          leaveSwaps(provider);
          registry.feeds.remove(provider);
          registry.gateways.remove(provider);
          if (serves(provider)) {
            LOG.log(
                Level.ERROR,
                "the bundle of a feed or gateway in use has gone, and the session is closed: "
                    + site.places().feedUri()
                    + ", "
                    + site.places().gatewayUri());
            platform.closeSession();
          } else if (platform.session() != null) {
            // Its feed or gateway may have been replaced just now, and is closed by its agent,
            // which
            // reads nothing while the feed is paused.
            site.await(site.places()::settled, CLOSE_NANOS);
          }
        });
  }

  private boolean serves(Object provider) {
    return platform.session() != null
        && ((site.feed() != null && site.feed().provider() == provider)
            || (site.gateway() != null && site.gateway().provider() == provider));
  }

  /** A monitor or logger came: beside the others, or in the place of the one it succeeds. */
  void arriveObserver(Registry.ObserverPlug plug) {
    control.run(
        () -> {
          final Registry.ObserverPlug before = registry.observers.outranked(plug);
          if (before == null) {
            registry.observers.add(plug);
            platform.rewatch();
          } else if (platform.session() == null) {
            registry.observers.remove(before.kind(), before.component());
            registry.observers.add(plug);
            lost(before.rank());
          } else {
            arrive(swapOf(before, plug));
          }
        });
  }

  private Course swapOf(Registry.ObserverPlug before, Registry.ObserverPlug plug) {
    if (registry.observers.seat(before) instanceof MonitorSeat) {
      return new ObserverSwap<>(
          site, MonitorSeat.class, before, plug, (ExecutionMonitor) plug.component(), this::lost);
    }
    return new ObserverSwap<>(
        site, LoggerSeat.class, before, plug, (ExecutionLogger) plug.component(), this::lost);
  }

  /** A monitor or logger leaves; when this returns, it is not called any more. */
  void leaveObserver(String kind, Object component) {
    control.run(
        () -> {
          leaveSwaps(component);
          registry.observers.remove(kind, component);
          platform.rewatch();
        });
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
    if (!swaps.leaves(component)) {
      return;
    }
    if (swaps.incumbent(component)) {
      awaitSuccessor(component);
    } else {
      awaitWayBack(component);
    }
  }

  private void awaitSuccessor(Object component) {
    if (platform.session() == null
        || !platform.session().drive().await(() -> !swaps.leaves(component), DRAIN_NANOS)) {
      LOG.log(
          Level.WARNING,
          "a component has left before its successor could take over from it: what it knew is"
              + " lost");
      swaps.gone(component);
    }
  }

  /** Goes on with the swaps, and comes back soon when there is more to do. */
  private void turnSwaps() {
    try {
      if (platform.session() != null) {
        platform.quarantineFailed();
        swaps.turn();
      }
    } finally {
      turnSwapsSoon();
    }
  }

  private void turnSwapsSoon() {
    if (swaps.busy() && !swapping) {
      swapping = true;
      control.later(
          SWAP_MILLIS,
          () -> {
            swapping = false;
            turnSwaps();
          });
    }
  }

  /** Takes a component out; when it returns, the lane has left it. */
  void leave(String reason, Object component) {
    control.run(
        () -> {
          try {
            leaveSwaps(component);
          } finally {
            takeOut(reason, component);
          }
        });
  }

  private void takeOut(String reason, Object component) {
    final Registry.Plugged plug = registry.remove(component);
    if (plug != null) {
      if (platform.session() != null) {
        platform.session().tasks().forget(plug);
      }
      platform.board().forget(component);
      platform.replan(reason);
    }
  }

  private void awaitWayBack(Object component) {
    if (platform.session() == null
        || !platform.session().drive().await(() -> !swaps.leaves(component), DRAIN_NANOS)) {
      throw new IllegalStateException(
          "a successor that leaves cannot be replaced by the one before it: a task does not return"
              + " to the lane");
    }
  }
}
