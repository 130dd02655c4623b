package io.hairspring.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketScriptTest {

  @Test
  @Deterministic
  void shouldSayEveryKindOfEventAtItsTime(TestPlatform platform) {
    final List<String> seen = new ArrayList<>();
    final long start = platform.now();
    platform.strategy(
        "watcher",
        (event, book, orders) ->
            seen.add(
                event.kind()
                    + " "
                    + event.instrument()
                    + " "
                    + ((event.flags() & MarketEvent.FLAG_LAST) != 0)
                    + " at "
                    + (event.receiveNanos() - start)));
    platform.trade(
        MarketScript.of("A", 1)
            .add(1, Side.BID, 10, 5)
            .at(100)
            .modify(1, Side.BID, 9, 5)
            .in("B", 1)
            .after(50)
            .trade(Side.BID, 10, 1)
            .together()
            .cancel(1, Side.BID, 9, 1)
            .in("A", 1)
            .at(1_000)
            .execute(1, Side.BID, 9, 5)
            .clear(),
        RecordingGateway.silent());
    assertEquals(
        List.of(
            "ADD 0 true at 0",
            "MODIFY 0 true at 100",
            "TRADE 1 false at 150",
            "CANCEL 1 true at 150",
            "EXECUTE 0 true at 1000",
            "CLEAR 0 true at 1000"),
        seen);
    assertEquals(2, platform.platform().instruments().all().size());
    assertEquals(0, platform.platform().book(0).map(OrderBook::size).orElse(-1));
  }

  @Test
  void shouldRefuseTimesThatGoBack() {
    final MarketScript script = MarketScript.of("A", 1).at(10).status();
    assertThrows(IllegalArgumentException.class, () -> script.at(9));
    assertThrows(IllegalArgumentException.class, () -> script.after(-1));
    assertThrows(IllegalStateException.class, () -> MarketScript.of("A", 1).together());
  }

  @Test
  void shouldHoldABoundedNumberOfInstruments() {
    final TestInstruments instruments = TestInstruments.of(25, 1);
    assertEquals("I1", instruments.all().get(1).symbol());
    assertEquals(25, instruments.register("I0", 1).tickSize());
    assertTrue(instruments.find("I0").isPresent());
    assertFalse(instruments.find("I2").isPresent());
    assertThrows(IllegalStateException.class, () -> instruments.register("I2", 1));
  }
}
