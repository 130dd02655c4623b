package io.hairspring.feed.synthetic;

import io.hairspring.api.market.MarketDataFeed;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A generated market. The same options give the same bytes on any machine. Allocates at
 * construction only, about 13 kB an instrument. Agent thread.
 */
final class SyntheticFeed implements MarketDataFeed {
  /** 2024-01-02T14:30:00Z, in nanoseconds since the Unix epoch. */
  static final long FIRST_NANOS = 1_704_205_800_000_000_000L;

  private static final int FIRST_TICK = 16_000;
  private static final int TICKS_BETWEEN_INSTRUMENTS = 400;
  private static final int DISTINCT_PRICES = 64;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Xoshiro256 random;
  private final Arrivals arrivals;
  private final Mood[] moods;
  private final OrderFlow[] flows;
  private final int[] instruments;
  private final Update update = new Update();
  private final long limit;
  private long events;
  private long nextOrderId = 1;
  private int mood;

  /**
   * Starts a market.
   *
   * @param instruments directory indices, one for each instrument of the options
   */
  SyntheticFeed(SyntheticOptions options, List<Integer> instruments) {
    final Regime regime = options.regime();
    random = new Xoshiro256(options.seed());
    arrivals =
        new Arrivals(
            random,
            FIRST_NANOS,
            NANOS_PER_SECOND * regime.eventsPerUpdate() / options.rate(),
            regime.branching());
    moods = regime.moods().toArray(Mood[]::new);
    this.instruments = instruments.stream().mapToInt(Integer::intValue).toArray();
    flows = new OrderFlow[this.instruments.length];
    for (int i = 0; i < flows.length; i++) {
      flows[i] =
          new OrderFlow(random, FIRST_TICK + i % DISTINCT_PRICES * TICKS_BETWEEN_INSTRUMENTS);
    }
    limit = options.events();
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    if (events == limit) {
      return END;
    }
    if (update.isTaken()) {
      generate();
    }
    update.take(buffer, offset);
    events++;
    return LINE;
  }

  private void generate() {
    if (random.below(moods[mood].updates()) == 0) {
      mood = mood + 1 == moods.length ? 0 : mood + 1;
    }
    final int chosen = random.below(flows.length);
    update.begin(arrivals.next(), instruments[chosen]);
    if (flows[chosen].act(moods[mood], update, nextOrderId)) {
      nextOrderId++;
    }
  }

  @Override
  public boolean finite() {
    return limit != SyntheticOptions.ENDLESS;
  }

  @Override
  public long recordsRead() {
    return events;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
