package io.hairspring.gateway.simulated;

import static io.hairspring.api.market.MarketEventKind.ADD;
import static io.hairspring.api.market.MarketEventKind.CANCEL;
import static io.hairspring.api.market.MarketEventKind.TRADE;
import static io.hairspring.api.market.Side.ASK;
import static io.hairspring.api.market.Side.BID;
import static io.hairspring.api.order.OrderTerms.IMMEDIATE_OR_CANCEL;
import static io.hairspring.api.order.OrderTerms.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private final Market market = new Market();

  @Test
  void shouldMissWhatIsCancelledBeforeTheCommandTakesEffect() {
    market.event(ADD, ASK, 1, 101, 5);
    market.send(7, BID, 101, 5, IMMEDIATE_OR_CANCEL);
    market.now += Market.LATENCY;
    market.event(CANCEL, ASK, 1, 101, 5);

    assertEquals(
        List.of("ACKNOWLEDGED 7: 5@101 leaves 5", "CANCELLED 7: 5@101 leaves 0"), market.settle());
  }

  @Test
  void shouldTakeWhatIsCancelledAfterTheCommandTakesEffect() {
    market.event(ADD, ASK, 1, 101, 5);
    market.send(7, BID, 101, 5, IMMEDIATE_OR_CANCEL);
    market.now += Market.LATENCY + 1;
    market.event(CANCEL, ASK, 1, 101, 5);

    assertEquals(
        List.of("ACKNOWLEDGED 7: 5@101 leaves 5", "FILL 7: 5@101 leaves 0"), market.settle());
  }

  @Test
  void shouldWaitForEventsOfTheSameTimeWhenPolledAtTheTimeOfEffect() {
    market.send(7, BID, 101, 5, IMMEDIATE_OR_CANCEL);
    market.now += Market.LATENCY;
    assertEquals(0, market.poll());
    market.event(ADD, ASK, 1, 101, 5);

    assertEquals(
        List.of("ACKNOWLEDGED 7: 5@101 leaves 5", "FILL 7: 5@101 leaves 0"), market.settle());
  }

  @Test
  void shouldReportOneLatencyAfterTheEffectAndNotBefore() {
    final long decision = market.now;
    market.send(7, BID, 100, 5, LIMIT);
    market.now = decision + 2 * Market.LATENCY - 1;
    market.poll();
    assertEquals(0, market.reports.size());

    market.now = decision + 2 * Market.LATENCY + 3;
    market.poll();

    final Report report = market.reports.get(0);
    assertEquals(Market.EPOCH + decision + Market.LATENCY, report.exchangeNanos());
    assertEquals(market.now, report.receiveNanos());
    assertEquals(1, report.exchangeId());
  }

  @Test
  void shouldReportAFillOneLatencyAfterTheTrade() {
    market.send(7, BID, 100, 5, LIMIT);
    market.settle();
    market.event(TRADE, ASK, 0, 100, 5);
    final long trade = market.now;
    market.now += Market.LATENCY - 1;
    assertEquals(0, market.poll());

    market.now++;
    market.poll();

    assertEquals(Market.EPOCH + trade, market.reports.get(0).exchangeNanos());
  }

  @Test
  void shouldKeepTheOrderOfArrivalWhenALaterCommandWasDecidedEarlier() {
    market.send(7, BID, 100, 5, LIMIT);
    market.now -= 50;
    market.cancel(7);

    assertEquals(
        List.of("ACKNOWLEDGED 7: 5@100 leaves 5", "CANCELLED 7: 5@100 leaves 0"), market.settle());
  }

  @Test
  void shouldNeverTurnBackTheExchangesTimeWhenACommandArrivesLate() {
    market.event(ADD, ASK, 1, 101, 5);
    final long seen = market.now;
    market.now -= 500;
    market.send(7, BID, 101, 5, LIMIT);

    market.now = seen + 1_000;
    market.poll();

    assertEquals(Market.EPOCH + seen, market.reports.get(0).exchangeNanos());
  }

  @Test
  void shouldReportInTheSamePollWhenThereIsNoLatency() {
    final Market near = new Market(new SimulatedOptions(0, 8, 100, 20, 8, 32));
    near.send(7, BID, 100, 5, LIMIT);
    near.now++;

    assertEquals(2, near.poll());
    assertEquals(List.of("ACKNOWLEDGED 7: 5@100 leaves 5"), near.taken());
  }
}
