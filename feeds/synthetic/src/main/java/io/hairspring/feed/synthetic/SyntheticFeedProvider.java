package io.hairspring.feed.synthetic;

import io.hairspring.api.market.FeedComponent;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Opens {@code synthetic:calm}, {@code synthetic:volatile} and {@code synthetic:crash}: generated
 * order-by-order markets, reproducible from their URI. Options, after {@code ?} and joined by
 * {@code &}: {@code seed} (default 42), {@code instruments} (1 to 4096, default 4), {@code events}
 * (the feed ends after exactly so many; without it, never) and {@code rate} (mean events a second
 * of exchange time, default 100000). Instruments are SYN0, SYN1 and so on with a tick of 0.25;
 * exchange time starts at 2024-01-02T14:30:00Z. Control thread.
 */
@Component
@FeedComponent(scheme = "synthetic", example = "synthetic:volatile?seed=42&instruments=8")
public final class SyntheticFeedProvider implements FeedProvider {

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    final SyntheticOptions options = SyntheticOptions.parse(uri);
    final List<Integer> indices = new ArrayList<>(options.instruments());
    for (int i = 0; i < options.instruments(); i++) {
      try {
        indices.add(instruments.register("SYN" + i, OrderFlow.TICK).index());
      } catch (IllegalStateException e) {
        throw new FeedException(
            uri + ": no room for instrument " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new SyntheticFeed(options, indices);
  }
}
