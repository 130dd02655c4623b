package io.hairspring.monitor;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.monitor.detect.PercentileTrend;
import io.hairspring.monitor.measure.Measure;
import io.hairspring.monitor.measure.MeasureBook;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Looks, once a second, for percentiles that creep up. The monitor's own thread. */
final class Trends {
  private static final int WINDOWS = 24;
  private static final double QUANTILE = 4.26;
  private static final double LEAST_RISE = 0.25;

  // Beside those of the records: numbers of anomalies that are found here.
  private static final long FIRST_NUMBER = 1L << 40;

  private final MeasureBook book;
  private final StepInflation inflation;
  private final Map<Measure, PercentileTrend> trends = new HashMap<>();
  private final Map<Measure, Episode> rising = new HashMap<>();
  private long number = FIRST_NUMBER;

  Trends(MeasureBook book, StepInflation inflation) {
    this.book = book;
    this.inflation = inflation;
  }

  /** One more window; what is found is handed over, and ended here when it is over. */
  void look(long now, int epoch, Consumer<Episode> found) {
    final Set<Measure> there = new HashSet<>();
    inflation.clear();
    final boolean gathered =
        book.gather(
            (measure, p99) -> {
              inflation.add(measure);
              if (measure.what().equals("time") && measure.subject().startsWith("cycle:")) {
                there.add(measure);
                if (p99 > 0) {
                  look(measure, p99, now, epoch, found);
                } else {
                  pause(measure);
                }
              }
            });
    if (gathered) {
      rising.entrySet().removeIf(entry -> gone(entry.getValue(), !there.contains(entry.getKey())));
      trends.keySet().retainAll(there);
    }
  }

  /** Nobody measures any more: the session has been closed, or another monitor has the records. */
  void abandon() {
    rising.values().forEach(Episode::end);
    rising.clear();
    trends.clear();
  }

  private static boolean gone(Episode episode, boolean over) {
    if (over) {
      episode.end();
    }
    return over;
  }

  /** No such cycle has come for a whole window: there is nothing that rises. */
  private void pause(Measure measure) {
    final Episode episode = rising.remove(measure);
    if (episode != null) {
      episode.end();
      trends.remove(measure);
    }
  }

  private void look(Measure measure, long p99, long now, int epoch, Consumer<Episode> found) {
    final PercentileTrend trend =
        trends.computeIfAbsent(measure, any -> new PercentileTrend(WINDOWS, QUANTILE, LEAST_RISE));
    final boolean up = trend.add((double) p99);
    if (up && !rising.containsKey(measure)) {
      final Episode episode =
          Episode.measured(
              number++,
              AnomalyKind.DEGRADATION,
              new Subject(measure.subject(), 0, 0),
              now,
              (double) p99,
              p99 / (1 + trend.rise()),
              epoch);
      rising.put(measure, episode);
      found.accept(episode);
    } else if (!up && rising.containsKey(measure)) {
      rising.remove(measure).end();
    }
  }
}
