package io.hairspring.benchmarks.swap;

import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.benchmarks.report.Report;
import java.util.List;

/**
 * What is measured of the swaps of one kind of component.
 *
 * @param duration from arrival to retirement
 * @param steady the thousand cycles before each
 * @param after the thousand cycles from when the successor is in force
 */
record SeatSeries(LatencySeries duration, LatencySeries steady, LatencySeries after) {
  /** Empty, for a kind. */
  static SeatSeries of(String kind) {
    return new SeatSeries(
        new LatencySeries("swap." + kind + ".duration"),
        new LatencySeries("swap." + kind + ".steady"),
        new LatencySeries("swap." + kind + ".after"));
  }

  /** By how much the typical p99 of a cycle is longer after a swap than before; 0 for unknown. */
  double ratio() {
    final long base = steady.typical(Percentile.P99);
    return base == 0 ? 0 : Math.round(100.0 * after.typical(Percentile.P99) / base) / 100.0;
  }

  List<LatencySeries> all() {
    return List.of(steady, after, duration);
  }

  void put(Report report) {
    all().forEach(report::put);
  }
}
