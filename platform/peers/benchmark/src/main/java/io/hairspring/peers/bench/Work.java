package io.hairspring.peers.bench;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import java.util.List;

/**
 * A work that several do by turns, a block each in every round, another one first each time. Main
 * thread.
 */
public final class Work implements AutoCloseable {
  private final String name;
  private final List<Contestant> contestants;
  private final List<Standing> standings;

  /**
   * Nothing done yet.
   *
   * @param contestants Hairspring first
   */
  public Work(String name, List<Contestant> contestants) {
    this.name = name;
    this.contestants = List.copyOf(contestants);
    this.standings = contestants.stream().map(c -> Standing.of(c.name(), name)).toList();
  }

  /** Has everybody do some blocks that do not count. */
  public void warmUp(int blocks) {
    for (int i = 0; i < blocks; i++) {
      contestants.forEach(contestant -> contestant.block(nanos -> {}));
    }
  }

  /** Has everybody do a block. */
  public void round(int number) {
    for (int i = 0; i < contestants.size(); i++) {
      final int turn = (number + i) % contestants.size();
      final LatencySeries series = standings.get(turn).series();
      contestants.get(turn).block(series);
      series.endBlock();
    }
    final LatencySeries ours = standings.get(0).series();
    for (final Standing peer : standings.subList(1, standings.size())) {
      peer.typical().add(ratio(ours, peer.series(), Percentile.P50));
      peer.tail().add(ratio(ours, peer.series(), Percentile.P99));
    }
  }

  // A latency of nothing is less than a nanosecond.
  private static double ratio(LatencySeries ours, LatencySeries theirs, Percentile percentile) {
    return Math.max(1, ours.last(percentile)) / (double) Math.max(1, theirs.last(percentile));
  }

  /** Reports what it came to. */
  public void report(BenchContext context) {
    Standing.report(context, name, standings);
  }

  @Override
  public void close() {
    contestants.forEach(Contestant::close);
  }
}
