package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.Pace;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code demo}.
 *
 * @param seconds how long to measure; empty runs a finite feed to its end and another for ten
 *     seconds
 * @param pace when events are due
 * @param feed URI of the feed
 * @param gateway URI of the gateway
 * @param report where the JSON goes
 * @param changes whether strategies are swapped and mitigations made meanwhile
 */
public record DemoOptions(
    Optional<Integer> seconds,
    Pace pace,
    String feed,
    String gateway,
    Optional<Path> report,
    boolean changes) {
  static final String USAGE =
      "demo [--seconds N] [--rate EVENTS_PER_S|fast|recorded] [--feed URI] [--gateway URI]"
          + " [--report FILE] [--changes]";

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException in one line
   */
  static DemoOptions parse(List<String> arguments) {
    Optional<Integer> seconds = Optional.empty();
    Pace pace = Pace.fixedRate(100_000);
    String feed = "synthetic:volatile";
    String gateway = "simulated:";
    Optional<Path> report = Optional.empty();
    boolean changes = false;
    final Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      final String option = rest.next();
      switch (option) {
        case "--seconds" ->
            seconds = Optional.of((int) number(option, value(option, rest), 86_400));
        case "--rate" -> pace = pace(value(option, rest));
        case "--feed" -> feed = value(option, rest);
        case "--gateway" -> gateway = value(option, rest);
        case "--report" -> report = Optional.of(Path.of(value(option, rest)));
        case "--changes" -> changes = true;
        default ->
            throw new IllegalArgumentException("demo: unknown option " + option + "; " + USAGE);
      }
    }
    return new DemoOptions(seconds, pace, feed, gateway, report, changes);
  }

  private static Pace pace(String value) {
    return switch (value) {
      case "fast" -> Pace.fast();
      case "recorded" -> Pace.recorded();
      default -> Pace.fixedRate(number("--rate", value, 1_000_000_000));
    };
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("demo: " + option + " needs a value; " + USAGE);
    }
    return rest.next();
  }

  private static long number(String option, String value, long most) {
    final String allowed = "demo: " + option + " " + value + ": must be a whole number from 1 to ";
    try {
      final long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (final NumberFormatException e) {
      throw new IllegalArgumentException(allowed + most, e);
    }
    throw new IllegalArgumentException(allowed + most);
  }
}
