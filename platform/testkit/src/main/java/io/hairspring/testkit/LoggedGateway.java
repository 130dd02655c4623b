package io.hairspring.testkit;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Writes down what a gateway takes, and is that gateway in everything else. When it throws, that is
 * told, and it takes every command from then on and answers none: the run comes to its end.
 */
record LoggedGateway(GatewayProvider provider, OrderLog log, Consumer<RuntimeException> whenItFails)
    implements GatewayProvider {

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return new Logged(provider.open(uri, instruments, clock));
  }

  private final class Logged implements OrderGateway {
    private final OrderGateway gateway;
    private boolean failed;

    Logged(OrderGateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      if (failed) {
        return true;
      }
      try {
        if (!gateway.onCommand(buffer, offset)) {
          return false;
        }
      } catch (final RuntimeException e) {
        fail(e);
        return true;
      }
      log.add(buffer, offset);
      return true;
    }

    @Override
    public boolean wantsMarketEvents() {
      return gateway.wantsMarketEvents();
    }

    @Override
    public void onMarketEvent(DirectBuffer buffer, int offset) {
      if (failed) {
        return;
      }
      try {
        gateway.onMarketEvent(buffer, offset);
      } catch (final RuntimeException e) {
        fail(e);
      }
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      return poll(nowNanos, nowNanos, reports);
    }

    @Override
    public int poll(long nowNanos, long marketNanos, ReportSink reports) {
      if (failed) {
        return 0;
      }
      try {
        return gateway.poll(nowNanos, marketNanos, reports);
      } catch (final RuntimeException e) {
        fail(e);
        return 0;
      }
    }

    @Override
    public boolean idle() {
      return failed || gateway.idle();
    }

    @Override
    public void close() {
      gateway.close();
    }

    private void fail(RuntimeException cause) {
      failed = true;
      whenItFails.accept(cause);
    }
  }
}
