package io.hairspring.benchmarks.compare;

import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A baseline and this installation, measured by turns: a pair of runs a round, the other one first
 * each time. Main thread.
 */
final class Comparison {
  private static final double PERCENT = 100;

  private final Side before;
  private final Side after;
  private final int rounds;
  private final double injected;
  private final Map<String, List<double[]>> pairs = new LinkedHashMap<>();

  /**
   * A comparison.
   *
   * @param injected per cent that are added to what this installation measures, to try the gate
   */
  Comparison(Side before, Side after, int rounds, double injected) {
    this.before = before;
    this.after = after;
    this.rounds = rounds;
    this.injected = injected;
  }

  /**
   * Measures every round.
   *
   * @throws BenchmarkException after the first, when both have no metric, or there are too few
   *     rounds to judge so many
   */
  void measure(Consumer<String> progress) throws BenchmarkException, IOException {
    for (int round = 1; round <= rounds; round++) {
      progress.accept("compare: round " + round + " of " + rounds);
      final boolean beforeFirst = round % 2 == 1;
      final Map<String, Double> first = Metrics.judged((beforeFirst ? before : after).measure());
      final Map<String, Double> second = Metrics.judged((beforeFirst ? after : before).measure());
      add(beforeFirst ? first : second, beforeFirst ? second : first);
      if (round == 1) {
        requireEnoughRounds();
      }
    }
  }

  private void requireEnoughRounds() throws BenchmarkException {
    requireMetrics();
    final int least = Verdict.leastPairs(pairs.size());
    if (rounds < least) {
      throw new BenchmarkException(
          "bench --compare: "
              + rounds
              + " rounds cannot decide about "
              + pairs.size()
              + " metrics; --rounds "
              + least
              + " can");
    }
  }

  private void requireMetrics() throws BenchmarkException {
    if (pairs.isEmpty()) {
      throw new BenchmarkException("bench --compare: the two report no metric that is judged");
    }
  }

  private void add(Map<String, Double> old, Map<String, Double> now) {
    old.forEach(
        (key, value) -> {
          final Double other = now.get(key);
          if (other != null) {
            pairs
                .computeIfAbsent(key, name -> new ArrayList<>())
                .add(new double[] {value, other * (1 + injected / PERCENT)});
          }
        });
  }

  /**
   * A verdict for each metric that both have.
   *
   * @throws BenchmarkException when there is none that both had in every round
   */
  Map<String, Verdict> verdicts() throws BenchmarkException {
    pairs.values().removeIf(values -> values.size() < rounds);
    requireMetrics();
    final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    pairs.forEach(
        (key, values) ->
            verdicts.put(
                key,
                Verdict.of(
                    values.stream().mapToDouble(pair -> pair[0]).toArray(),
                    values.stream().mapToDouble(pair -> pair[1]).toArray(),
                    before.margin(),
                    pairs.size())));
    return verdicts;
  }

  /** Reports verdicts. */
  static void show(Map<String, Verdict> verdicts, Report report, Table table) {
    verdicts.forEach(
        (key, verdict) -> {
          table.row(String.format(Locale.ROOT, "%-52s", key), verdict.toString());
          report
              .put("compare." + key + ".verdict", verdict.kind().name().toLowerCase(Locale.ROOT))
              .put("compare." + key + ".change", verdict.change())
              .put("compare." + key + ".chance", verdict.chance());
        });
    final long slower =
        verdicts.values().stream().filter(v -> v.kind() == Verdict.Kind.SLOWER).count();
    table.gap().row("regressions", slower + " of " + verdicts.size() + " metrics");
    report.put("compare.regressions", slower).put("compare.metrics", (long) verdicts.size());
  }
}
