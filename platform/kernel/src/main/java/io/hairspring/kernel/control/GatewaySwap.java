package io.hairspring.kernel.control;

import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.swap.GatewaySeat;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way of a gateway through a swap: the successor takes over the state of the one in force
 * between two turns of the agent, and commands wait in their ring meanwhile. Control thread.
 */
final class GatewaySwap extends PlugSwap {
  private static final long STATE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Registry.ProviderPlug<GatewayProvider> next;
  private final GatewaySeat seat;
  private final String uri;
  private final PlatformClock clock;
  private Registry.ProviderPlug<GatewayProvider> old;
  private OrderGateway before;
  private OrderGateway gateway;
  private boolean offered;

  /**
   * A swap that has not begun.
   *
   * @param seat the session's
   * @param uri what the session has opened
   */
  GatewaySwap(
      SwapSite site,
      GatewaySeat seat,
      String uri,
      PlatformClock clock,
      Registry.ProviderPlug<GatewayProvider> old,
      Registry.ProviderPlug<GatewayProvider> next,
      Consumer<Rank> lost) {
    super(site, "gateway", next.scheme(), old.party(), next.party(), lost);
    this.seat = seat;
    this.uri = uri;
    this.clock = clock;
    this.next = next;
  }

  @Override
  Party findIncumbent() {
    old = site.gateway();
    before = seat.current();
    return old.party();
  }

  @Override
  Progress prepare() {
    final Instruments instruments = site.instrumentsForACandidate();
    try {
      gateway = next.provider().open(uri, instruments, clock);
    } catch (final GatewayException e) {
      return Progress.failed(e.getMessage());
    }
    final String unknown = site.unknown(instruments);
    if (!unknown.isEmpty()) {
      return Progress.failed("it has instruments that the session has not: " + unknown);
    }
    if (!GatewaySeat.follows(gateway, before)) {
      return Progress.failed(
          "it cannot take over open orders: both must be Snapshotable, and it must read the"
              + " version of the one in force");
    }
    return gateway.wantsMarketEvents() == before.wantsMarketEvents()
        ? Progress.done("opened")
        : Progress.failed("it does not want the same market events as the one in force");
  }

  @Override
  public Progress handOver() {
    offered = true;
    seat.offer(gateway);
    if (!site.await(this::answered, TURN_NANOS) && !seat.taking() && seat.revoke(gateway)) {
      return Progress.waiting("the gateway in force does not return");
    }
    if (!site.await(this::answered, STATE_NANOS) && seat.revoke(gateway)) {
      return Progress.failed("a state that is handed over keeps the agent for 5 s");
    }
    // One that has failed since it took the place is one on probation.
    if (seat.latest() != gateway && !seat.failure().isEmpty()) {
      return Progress.failed(seat.failure());
    }
    site.registry().gateways.promote(next);
    site.gateway(next);
    return inForce("in force with the orders of the one before");
  }

  private boolean answered() {
    return seat.latest() == gateway || !seat.failure().isEmpty();
  }

  @Override
  public Progress probation() {
    return seat.failure().isEmpty() ? Progress.waiting("") : Progress.failed(seat.failure());
  }

  @Override
  public Progress giveBack() {
    if (seat.current() != before) {
      seat.giveBack();
      if (!site.await(() -> seat.current() == before, TURN_NANOS)) {
        return Progress.waiting("the successor does not return");
      }
    }
    site.registry().gateways.remove(next.provider());
    site.registry().gateways.promote(old);
    site.gateway(old);
    return Progress.done("");
  }

  @Override
  public void retire() {
    seat.retire();
    super.retire();
  }

  @Override
  public void drop() {
    try {
      if (offered) {
        seat.revoke(gateway);
        seat.discard(gateway);
      } else if (gateway != null) {
        gateway.close();
      }
    } finally {
      super.drop();
    }
  }
}
