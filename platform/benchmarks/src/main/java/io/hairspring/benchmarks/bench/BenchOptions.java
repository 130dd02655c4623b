package io.hairspring.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code bench}.
 *
 * @param names which benchmarks; none for all
 * @param quick whether a rough figure is enough
 * @param list whether only to name them
 * @param data the folder of real inputs
 * @param report where the JSON goes
 */
record BenchOptions(
    List<String> names, boolean quick, boolean list, Optional<Path> data, Optional<Path> report) {
  static final String USAGE = "bench [NAME...] [--quick] [--report FILE] [--data DIR] [--list]";

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
    final Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      final String argument = rest.next();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--list" -> list = true;
        case "--data" -> data = Optional.of(Path.of(value(argument, rest)));
        case "--report" -> report = Optional.of(Path.of(value(argument, rest)));
        default -> names.add(name(argument, known));
      }
    }
    return new BenchOptions(List.copyOf(names), quick, list, data, report);
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
