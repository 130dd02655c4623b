package io.hairspring.monitor;

import io.hairspring.api.placement.LaneContention;
import io.hairspring.monitor.measure.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many times longer than at their best the lanes' steps take: the median over the tasks of
 * their median in the last window over the least one so far. One task alone that has become slower
 * does not move it. The monitor's own thread.
 */
final class StepInflation {
  private static final int LEAST_TIMES = 16;

  private final Map<String, Long> best = new HashMap<>();
  private final List<Double> ratios = new ArrayList<>();

  /** A new window begins. */
  void clear() {
    ratios.clear();
  }

  /** Takes in what was measured in the window, if it is the time of a task. */
  void add(Measure measure) {
    if (!measure.subject().startsWith("task:")
        || !measure.what().equals("time")
        || measure.windowCount() < LEAST_TIMES) {
      return;
    }
    final long median = Math.max(1, measure.windowMedian());
    final long least = best.merge(measure.subject(), median, Math::min);
    ratios.add(median / (double) least);
  }

  /** The inflation in the window; not a number when no task was timed often enough. */
  double value() {
    if (ratios.isEmpty()) {
      return LaneContention.UNKNOWN_INFLATION;
    }
    return ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
  }
}
