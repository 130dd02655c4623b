package io.hairspring.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The options of {@code bench}.
 *
 * @param names which benchmarks; none for all
 * @param quick whether a rough figure is enough
 * @param list whether only to name them
 * @param data the folder of real inputs
 * @param report where the JSON goes
 * @param compare the baseline to compare with
 * @param rounds pairs of runs of a comparison
 * @param injected per cent added to what this installation measures in a comparison, to try it
 */
record BenchOptions(
    List<String> names,
    boolean quick,
    boolean list,
    Optional<Path> data,
    Optional<Path> report,
    Optional<Path> compare,
    int rounds,
    double injected) {
  static final String USAGE =
      "bench [NAME...] [--quick] [--report FILE] [--data DIR] [--list]"
          + " [--compare BASELINE [--rounds N] [--inject PERCENT]]";

  private static final int ROUNDS = 30;
  private static final int MOST_ROUNDS = 200;

  /**
   * Reads the arguments.
   *
   * @param known names of benchmarks
   * @throws IllegalArgumentException in one line
   */
  static BenchOptions parse(List<String> arguments, List<String> known) {
    final List<String> names = new ArrayList<>();
    boolean quick = false;
    boolean list = false;
    Optional<Path> data = property();
    Optional<Path> report = Optional.empty();
    Optional<Path> compare = Optional.empty();
    int rounds = ROUNDS;
    double injected = 0;
    final Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      final String argument = rest.next();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--list" -> list = true;
        case "--data" -> data = Optional.of(Path.of(value(argument, rest)));
        case "--report" -> report = Optional.of(Path.of(value(argument, rest)));
        case "--compare" -> compare = Optional.of(Path.of(value(argument, rest)));
        case "--rounds" -> rounds = (int) number(argument, value(argument, rest), 1, MOST_ROUNDS);
        case "--inject" -> injected = number(argument, value(argument, rest), -50, 1_000);
        default -> names.add(name(argument, known));
      }
    }
    return new BenchOptions(
        List.copyOf(names), quick, list, data, report, compare, rounds, injected);
  }

  private static double number(String option, String text, double least, double most) {
    try {
      final double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (final NumberFormatException e) {
      // Answered like a number out of its bounds.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "bench: %s '%s': must be a number from %.0f to %.0f",
            option,
            text,
            least,
            most));
  }

  private static Optional<Path> property() {
    final String folder = System.getProperty("hairspring.data", "");
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
  }

  private static String name(String argument, List<String> known) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException("bench: unknown option " + argument + "; " + USAGE);
    }
    if (!known.contains(argument)) {
      throw new IllegalArgumentException(
          "bench: unknown benchmark '" + argument + "'; known: " + String.join(", ", known));
    }
    return argument;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("bench: " + option + " needs a value; " + USAGE);
    }
    return rest.next();
  }
}
