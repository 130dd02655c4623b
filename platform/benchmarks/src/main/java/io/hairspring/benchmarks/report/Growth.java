package io.hairspring.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What something costs by how many of a kind there are, one figure a block for each number. Main
 * thread.
 */
public final class Growth {
  private final String name;
  private final String of;
  private final Map<Integer, Samples> nanos = new LinkedHashMap<>();

  /**
   * A growth without figures.
   *
   * @param name what its keys begin with
   * @param of what there are more and more of
   */
  public Growth(String name, String of) {
    this.name = name;
    this.of = of;
  }

  /** Name of it; keys of the report begin with it. */
  public String name() {
    return name;
  }

  /** What there are more and more of. */
  public String of() {
    return of;
  }

  /** Adds a block's figure. */
  public void add(int number, double blockNanos) {
    nanos.computeIfAbsent(number, any -> new Samples()).add(blockNanos);
  }

  /** The numbers measured, in the order in which they came. */
  public List<Integer> numbers() {
    return List.copyOf(nanos.keySet());
  }

  /** The blocks of a number. */
  public Samples nanos(int number) {
    return nanos.get(number);
  }

  /**
   * What one more costs between two numbers, in nanoseconds.
   *
   * @param from smaller than {@code to}; both were measured
   */
  public double oneMore(int from, int to) {
    return (nanos(to).median() - nanos(from).median()) / (to - from);
  }

  /** What one more costs over all, in nanoseconds: the slope of the line of least squares. */
  public double slope() {
    final double meanNumber = nanos.keySet().stream().mapToInt(n -> n).average().orElse(0);
    final double meanNanos =
        nanos.values().stream().mapToDouble(Samples::median).average().orElse(0);
    double above = 0;
    double below = 0;
    for (final Map.Entry<Integer, Samples> point : nanos.entrySet()) {
      final double distance = point.getKey() - meanNumber;
      above += distance * (point.getValue().median() - meanNanos);
      below += distance * distance;
    }
    return below == 0 ? 0 : above / below;
  }
}
