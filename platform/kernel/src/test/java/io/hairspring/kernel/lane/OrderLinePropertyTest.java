package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.critical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.hairspring.api.market.Side;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.order.OrderTerms;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a strategy orders, and what the schema's decoder reads of it in the egress ring. */
class OrderLinePropertyTest {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final OrderCommandDecoder order = new OrderCommandDecoder();

  @Property(tries = 200)
  void shouldSayWhatWasOrderedAndWhy(
      @ForAll @IntRange(min = 1, max = StrategyPort.MAX_SLOT) int slot,
      @ForAll int instrument,
      @ForAll Side side,
      @ForAll long price,
      @ForAll int quantity,
      @ForAll OrderTerms terms,
      @ForAll @IntRange(min = 1, max = 40) int sequence) {
    final LaneBench bench = new LaneBench(Tier.ARRAYS);
    final OrderPort port = new StrategyPort(bench.lane.orders(), slot);
    final AtomicLong id = new AtomicLong();
    bench.plan(
        bench.task(
            critical("ordering").emitsOrders(),
            cycle -> {
              id.set(port.send(instrument, side, price, quantity, terms));
              return true;
            }));
    bench.event(sequence);
    bench.settle();
    assertNotEquals(OrderPort.REFUSED, id.get());
    order.wrapAndApplyHeader(bench.rings.egress().buffer(), bench.rings.egress().peek(), header);
    assertEquals(OrderCommandKind.NEW.ordinal(), order.kind());
    assertEquals(id.get(), order.clientOrderId());
    assertEquals(slot, order.strategy());
    assertEquals(instrument, order.instrument());
    assertEquals(side.ordinal(), order.side());
    assertEquals(price, order.price());
    assertEquals(quantity, order.quantity());
    assertEquals(terms.ordinal(), order.terms());
    assertEquals(0, order.lane());
    assertEquals(sequence, order.causeSequence());
    final CycleLine cycle = bench.records().get(0);
    assertEquals(cycle.cycle(), order.cycle());
    assertEquals(LaneBench.START, order.decisionNanos());
  }
}
