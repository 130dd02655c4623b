package io.hairspring.peers.bench;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Samples;
import java.util.List;
import java.util.Locale;

/**
 * How one of those who do a work does.
 *
 * @param name its name in report keys
 * @param series its latencies, a block a round
 * @param typical Hairspring's median over this one's, a figure a round
 * @param tail Hairspring's 99th percentile over this one's, a figure a round
 */
public record Standing(String name, LatencySeries series, Samples typical, Samples tail) {

  /** One without figures yet. */
  public static Standing of(String name, String work) {
    return new Standing(
        name, new LatencySeries("peers." + name + "." + work), new Samples(), new Samples());
  }

  /** Reports a work: Hairspring first, then the others and what Hairspring takes of their time. */
  public static void report(BenchContext context, String work, List<Standing> standings) {
    standings.forEach(standing -> context.report().put(standing.series));
    context.table().gap().latencies(standings.stream().map(Standing::series).toList());
    for (final Standing peer : standings.subList(1, standings.size())) {
      put(context, "peers.ratio." + peer.name + "." + work, peer.typical);
      if (peer.tail.count() > 0) {
        put(context, "peers.ratio." + peer.name + "." + work + ".p99", peer.tail);
      }
      context.table().row("ours over theirs", peer.toString());
    }
  }

  private static void put(BenchContext context, String key, Samples ratio) {
    context
        .report()
        .put(key, ratio.median())
        .put(key + ".p10", ratio.quantile(0.1))
        .put(key + ".p90", ratio.quantile(0.9));
  }

  @Override
  public String toString() {
    final String median = "  " + name + ": " + shown(typical) + " of the median";
    return tail.count() == 0 ? median : median + ", " + shown(tail) + " of the p99";
  }

  private static String shown(Samples ratio) {
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f to %.3f)",
        ratio.median(),
        ratio.quantile(0.1),
        ratio.quantile(0.9));
  }
}
