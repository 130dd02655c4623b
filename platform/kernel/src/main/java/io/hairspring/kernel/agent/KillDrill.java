package io.hairspring.kernel.agent;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Throws the kill switch on orders that go nowhere, until what it runs is compiled: it is never run
 * before it counts. On several kinds of gateways, lest compiled code take one for the only one
 * there is, and be thrown away when the real one comes.
 */
final class KillDrill {
  private static final int THROWS = 500;
  private static final int ORDERS = 32;

  private final OpenOrders open = new OpenOrders(ORDERS);
  private final List<OrderGuard> guards;

  /** Prepares it, with the clock that is read when it counts. */
  KillDrill(PlatformClock clock) {
    guards =
        List.of(guard(new Deaf(), clock), guard(new Careful(), clock), guard(new Simple(), clock));
  }

  private OrderGuard guard(OrderGateway gateway, PlatformClock clock) {
    return new OrderGuard(gateway, clock, (buffer, offset) -> true, open);
  }

  void run() {
    for (int i = 1; i <= THROWS; i++) {
      kill(guards.get(i % guards.size()), i);
    }
  }

  private void kill(OrderGuard guard, long nanos) {
    for (int id = 1; id <= ORDERS; id++) {
      open.add(id, 0);
    }
    guard.halt(nanos);
    guard.sweep();
    guard.halt(0);
    guard.sweep();
    while (open.size() > 0) {
      open.remove(open.size() - 1);
    }
  }

  /** Takes everything, and does nothing with it. */
  private static class Deaf implements OrderGateway {
    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      return true;
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** Looks at what it takes. */
  private static final class Careful extends Deaf {
    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      return buffer.capacity() > offset;
    }
  }

  /** Takes what stands at the beginning. */
  private static final class Simple extends Deaf {
    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      return offset == 0;
    }
  }
}
