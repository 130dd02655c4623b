package io.hairspring.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.OrderGateway;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedGatewayProviderTest {
  private final SimulatedGatewayProvider provider = new SimulatedGatewayProvider();

  @Test
  void shouldOpenAnExchangeOfAllInstruments() {
    try (OrderGateway gateway =
        provider.open("simulated:", directory(Market.INSTRUMENTS), Market.CLOCK)) {
      assertTrue(gateway.wantsMarketEvents());
    }
  }

  @Test
  void shouldTakeTheDefaultsWhenThereAreNoOptions() {
    assertEquals(
        new SimulatedOptions(5_000, 4_096, 20_000, 4_096, 4_096, 16_384),
        SimulatedOptions.parse("simulated:"));
  }

  @Test
  void shouldTakeEveryOption() {
    assertEquals(
        new SimulatedOptions(1_000_000, 1, 2, 3, 4, 5),
        SimulatedOptions.parse(
            "simulated:?latency=1ms&maxOpenOrders=1&bookOrders=2&bookLevels=3&maxCommands=4"
                + "&maxReports=5"));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "500ns,500", "5us,5000", "1ms,1000000", "10s,10000000000"})
  void shouldReadALatencyWithItsUnit(String value, long nanos) {
    assertEquals(nanos, SimulatedOptions.parse("simulated:?latency=" + value).latencyNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulated | expected simulated:[?option=value[&...]]",
        "simulated:fast | 'fast' after simulated:, expected nothing or ?option=value",
        "simulated:? | unknown option '', expected latency, maxOpenOrders",
        "simulated:?speed=1 | unknown option 'speed', expected latency, maxOpenOrders",
        "simulated:?latency | latency is '', expected a whole number of ns, us, ms or s",
        "simulated:?latency=5 | latency is '5', expected a whole number of ns, us, ms or s",
        "simulated:?latency=-5us | latency is '-5us', expected",
        "simulated:?latency=11s | latency is '11s', expected",
        "simulated:?latency=99999999999s | latency is '99999999999s', expected",
        "simulated:?maxOpenOrders=0 | maxOpenOrders is '0', expected a whole number from 1 to",
        "simulated:?maxOpenOrders=x | maxOpenOrders is 'x', expected a whole number from 1 to",
        "simulated:?bookOrders=9999999 | bookOrders is '9999999', expected a whole number",
        "simulated:?latency=0&latency=0 | option 'latency' is given twice",
      })
  void shouldSayInOneLineWhatIsWrongAndWhatIsAllowed(String uri, String expected) {
    final String message =
        assertThrows(
                GatewayException.class,
                () -> provider.open(uri, directory(Market.INSTRUMENTS), Market.CLOCK))
            .getMessage();

    assertTrue(message.startsWith(uri + ": "), message);
    assertTrue(message.contains(expected), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void shouldRefuseBooksThatDoNotFitIntoTheHeap() {
    final List<Instrument> many =
        Collections.nCopies(100_000, new Instrument(0, "AAA", 1)); // counted, not looked at

    final String message =
        assertThrows(
                GatewayException.class,
                () -> provider.open("simulated:", directory(many), Market.CLOCK))
            .getMessage();

    assertTrue(message.contains("give a smaller bookOrders or bookLevels"), message);
  }

  private static InstrumentDirectory directory(List<Instrument> instruments) {
    return new InstrumentDirectory() {
      @Override
      public Instrument register(String symbol, long tickSize) {
        throw new AssertionError("a gateway registers nothing");
      }

      @Override
      public Optional<Instrument> find(String symbol) {
        return instruments.stream().filter(i -> i.symbol().equals(symbol)).findFirst();
      }

      @Override
      public List<Instrument> all() {
        return instruments;
      }
    };
  }
}
