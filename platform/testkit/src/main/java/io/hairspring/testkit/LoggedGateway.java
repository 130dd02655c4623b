package io.hairspring.testkit;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import org.agrona.DirectBuffer;

/** Writes down what a gateway takes, and is that gateway in everything else. */
record LoggedGateway(GatewayProvider provider, OrderLog log) implements GatewayProvider {

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return new Logged(provider.open(uri, instruments, clock), log);
  }

  private record Logged(OrderGateway gateway, OrderLog log) implements OrderGateway {

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      if (!gateway.onCommand(buffer, offset)) {
        return false;
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
      gateway.onMarketEvent(buffer, offset);
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      return gateway.poll(nowNanos, reports);
    }

    @Override
    public int poll(long nowNanos, long marketNanos, ReportSink reports) {
      return gateway.poll(nowNanos, marketNanos, reports);
    }

    @Override
    public boolean idle() {
      return gateway.idle();
    }

    @Override
    public void close() {
      gateway.close();
    }
  }
}
