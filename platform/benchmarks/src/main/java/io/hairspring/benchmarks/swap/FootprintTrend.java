package io.hairspring.benchmarks.swap;

import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the process holds after so many swaps, again and again, and how that grows. Main thread. */
final class FootprintTrend {
  private static final double PER_SWAPS = 1_000;

  private final List<Integer> swaps = new ArrayList<>();
  private final List<Footprint> taken = new ArrayList<>();

  /** Takes one, which stops every thread. */
  void take(int after) {
    add(after, Footprint.take());
  }

  void add(int after, Footprint footprint) {
    swaps.add(after);
    taken.add(footprint);
  }

  /** Growth per thousand swaps: the slope of the straight line that fits best. */
  long slope(ToLongFunction<Footprint> what) {
    final double meanX = swaps.stream().mapToInt(each -> each).average().orElse(0);
    final double meanY = taken.stream().mapToLong(what).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int i = 0; i < taken.size(); i++) {
      final double x = swaps.get(i) - meanX;
      above += x * (what.applyAsLong(taken.get(i)) - meanY);
      below += x * x;
    }
    return below == 0 ? 0 : Math.round(PER_SWAPS * above / below);
  }

  private Footprint first() {
    return taken.get(0);
  }

  private Footprint last() {
    return taken.get(taken.size() - 1);
  }

  void put(Report report) {
    put(report, "swap.heap_bytes", Footprint::heapBytes);
    put(report, "swap.metaspace_bytes", Footprint::metaspaceBytes);
    put(report, "swap.classes", Footprint::classes);
  }

  private void put(Report report, String key, ToLongFunction<Footprint> what) {
    report
        .put(key + ".before", what.applyAsLong(first()))
        .put(key + ".after", what.applyAsLong(last()))
        .put(key + ".per_1000_swaps", slope(what));
  }

  /** For a person. */
  String line() {
    return "heap "
        + line(Footprint::heapBytes)
        + "; classes "
        + line(Footprint::metaspaceBytes)
        + "; loaded "
        + line(Footprint::classes);
  }

  private String line(ToLongFunction<Footprint> what) {
    return Table.number(what.applyAsLong(first()))
        + " to "
        + Table.number(what.applyAsLong(last()))
        + " ("
        + Table.number(slope(what))
        + " per 1,000 swaps)";
  }
}
