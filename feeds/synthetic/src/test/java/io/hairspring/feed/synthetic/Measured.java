package io.hairspring.feed.synthetic;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of a regime over one instrument.
 *
 * @param cancelShare share of the events that cancel
 * @param modifyShare share of the events that modify
 * @param spread mean spread, in units of 1e-9
 * @param volatility root mean square change of the middle price per update
 * @param dispersion variance over mean of the number of updates in a window of 1 ms; 1 for Poisson
 * @param rate events a second
 * @param largestCancels most cancels of one update
 */
@SuppressWarnings("EnumOrdinal") // the ordinal is the code on the wire
record Measured(
    double cancelShare,
    double modifyShare,
    double spread,
    double volatility,
    double dispersion,
    double rate,
    int largestCancels) {
  private static final long WINDOW_NANOS = 1_000_000;

  static Measured of(String regime, int events) {
    final Collector collector = new Collector();
    Sample.forEach(
        "synthetic:" + regime + "?instruments=1&rate=100000",
        events,
        event -> {
          collector.book.apply(event);
          collector.kinds[event.kind()]++;
          collector.last = event.exchangeNanos();
          if (event.kind() == MarketEventKind.CANCEL.ordinal()) {
            collector.cancels++;
          }
          if ((event.flags() & MarketEvent.FLAG_LAST) != 0) {
            collector.updateEnds();
          }
        });
    return collector.result(events);
  }

  private static final class Collector {
    private final NaiveBook book = new NaiveBook();
    private final long[] kinds = new long[MarketEventKind.values().length];
    private final List<Integer> windows = new ArrayList<>();
    private long last;
    private int inWindow;
    private int cancels;
    private int largestCancels;
    private double middle = Double.NaN;
    private double squares;
    private double spreads;
    private long updates;

    private void updateEnds() {
      while (last >= SyntheticFeed.FIRST_NANOS + (windows.size() + 1) * WINDOW_NANOS) {
        windows.add(inWindow);
        inWindow = 0;
      }
      inWindow++;
      largestCancels = Math.max(largestCancels, cancels);
      cancels = 0;
      if (!book.twoSided()) {
        return;
      }
      updates++;
      spreads += book.spread();
      if (!Double.isNaN(middle)) {
        squares += (book.middle() - middle) * (book.middle() - middle);
      }
      middle = book.middle();
    }

    private Measured result(int events) {
      final double mean = windows.stream().mapToInt(Integer::intValue).average().orElseThrow();
      final double variance =
          windows.stream().mapToDouble(n -> (n - mean) * (n - mean)).average().orElseThrow();
      return new Measured(
          (double) kinds[MarketEventKind.CANCEL.ordinal()] / events,
          (double) kinds[MarketEventKind.MODIFY.ordinal()] / events,
          spreads / updates,
          Math.sqrt(squares / updates),
          variance / mean,
          events * 1e9 / (last - SyntheticFeed.FIRST_NANOS),
          largestCancels);
    }
  }
}
