package io.hairspring.benchmarks.swap;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Stands before another gateway and checks that new orders of a strategy come one after another:
 * none is missing, none comes twice. The gateway's agent writes, anybody reads.
 */
final class OrderCheck implements GatewayProvider {
  static final String SCHEME = "checked";

  private static final int SLOT_SHIFT = 48;

  private final GatewayProvider gateways;
  private final Map<Long, Long> last = new HashMap<>();
  private volatile long orders;
  private volatile long lost;
  private volatile long duplicated;

  /** Before gateways that are opened with the rest of the URI. */
  OrderCheck(GatewayProvider gateways) {
    this.gateways = gateways;
  }

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return checked(uri.substring(SCHEME.length() + 1), instruments, clock);
  }

  /** The same check behind another scheme: what one has seen the others know. */
  GatewayProvider providerFor(String scheme) {
    return (uri, instruments, clock) ->
        checked(uri.substring(scheme.length() + 1), instruments, clock);
  }

  private OrderGateway checked(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return new Checked(gateways.open(uri, instruments, clock));
  }

  /** New orders that came. */
  long orders() {
    return orders;
  }

  /** New orders of each strategy, the most first; for when no more come. */
  List<Long> byStrategy() {
    return orders == 0
        ? List.of()
        : last.entrySet().stream()
            .map(each -> each.getValue() - (each.getKey() << SLOT_SHIFT))
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  /** New orders that did not come. */
  long lost() {
    return lost;
  }

  /** New orders that came again. */
  long duplicated() {
    return duplicated;
  }

  private final class Checked implements OrderGateway, Snapshotable {
    private final OrderGateway gateway;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderCommandDecoder line = new OrderCommandDecoder();

    Checked(OrderGateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      if (!gateway.onCommand(buffer, offset)) {
        return false;
      }
      line.wrapAndApplyHeader(buffer, offset, header);
      if (line.kind() == OrderCommandKind.NEW.ordinal()) {
        check(line.clientOrderId());
      }
      return true;
    }

    private void check(long id) {
      final long slot = id >>> SLOT_SHIFT;
      final long expected = last.getOrDefault(slot, slot << SLOT_SHIFT) + 1;
      if (id < expected) {
        final long more = duplicated + 1;
        duplicated = more;
      } else {
        last.put(slot, id);
        final long missing = lost + id - expected;
        lost = missing;
      }
      final long count = orders + 1;
      orders = count;
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
    public int snapshotVersion() {
      return ((Snapshotable) gateway).snapshotVersion();
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      return ((Snapshotable) gateway).write(buffer, offset);
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      ((Snapshotable) gateway).read(version, buffer, offset, length);
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
