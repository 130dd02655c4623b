package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.swap.LiveEvents;
import io.hairspring.kernel.swap.Scene;
import io.hairspring.kernel.swap.SwapSettings;
import java.lang.System.Logger.Level;

/** What a candidate meets in the shadow, of what is configured and plugged in. Control thread. */
final class ShadowScenes {
  private static final System.Logger LOG = System.getLogger(ShadowScenes.class.getName());

  private final KernelSettings settings;
  private final Registry registry;
  private final PlatformClock clock;

  ShadowScenes(KernelSettings settings, Registry registry, PlatformClock clock) {
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
  }

  /** What a candidate is rehearsed with; null for nothing. */
  Scene rehearsal(SwapSettings now) {
    if (now.rehearsalFeed().isEmpty()) {
      return null;
    }
    final Instruments instruments = new Instruments(settings.maxInstruments());
    try {
      final MarketDataFeed feed =
          registry.feedFor(now.rehearsalFeed()).open(now.rehearsalFeed(), instruments);
      return new Scene(instruments, feed, venue(now, instruments));
    } catch (final IllegalArgumentException | FeedException e) {
      LOG.log(Level.WARNING, "swap.rehearsal: no rehearsal, live events alone: " + e.getMessage());
      return null;
    }
  }

  private OrderGateway venue(SwapSettings now, InstrumentDirectory instruments) {
    if (now.venue().isEmpty()) {
      return null;
    }
    try {
      return registry.gatewayFor(now.venue()).open(now.venue(), instruments, clock);
    } catch (final IllegalArgumentException | GatewayException e) {
      LOG.log(Level.WARNING, "swap.venue: nobody answers a shadow's orders: " + e.getMessage());
      return null;
    }
  }

  /** What it sees then. */
  Scene live(SwapSettings now, InstrumentDirectory instruments) {
    return new Scene(instruments, null, venue(now, instruments));
  }

  /** Where the events of that come from, and how many orders the one in force sends. */
  static LiveEvents events(TradingSession session, Registry.Plugged incumbent) {
    return new LiveEvents() {
      @Override
      public void copyTo(LineRing ring) {
        session.feed().copyTo(ring);
      }

      @Override
      public void stop(LineRing ring) {
        session.feed().stopCopies(ring);
      }

      @Override
      public long orders() {
        return session.tasks().ordersOf(incumbent);
      }
    };
  }
}
