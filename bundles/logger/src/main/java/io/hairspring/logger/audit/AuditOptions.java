package io.hairspring.logger.audit;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The options of {@code audit}.
 *
 * @param action what to do
 * @param directory of the journal
 * @param format of what is written
 * @param out where it goes
 */
record AuditOptions(Action action, Path directory, Optional<Format> format, Optional<Path> out) {
  static final String USAGE = "audit verify|report|export DIR [--format csv|json] [--out FILE]";

  /** What to do. */
  enum Action {
    VERIFY,
    REPORT,
    EXPORT
  }

  /** How to write it. */
  enum Format {
    CSV,
    JSON
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException in one line
   */
  static AuditOptions parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("audit: what to do is missing; " + USAGE);
    }
    Action action = choice("'" + arguments.get(0) + "'", arguments.get(0), Action.values());
    Path directory = null;
    Optional<Format> format = Optional.empty();
    Optional<Path> out = Optional.empty();
    Iterator<String> rest = arguments.subList(1, arguments.size()).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.equals("--format")) {
        String value = value(argument, rest);
        format = Optional.of(choice("--format '" + value + "'", value, Format.values()));
      } else if (argument.equals("--out")) {
        out = Optional.of(Path.of(value(argument, rest)));
      } else if (argument.startsWith("-") || directory != null) {
        throw new IllegalArgumentException("audit: unexpected '" + argument + "'; " + USAGE);
      } else {
        directory = Path.of(argument).toAbsolutePath().normalize();
      }
    }
    if (directory == null) {
      throw new IllegalArgumentException(
          "audit: the journal's directory is missing: it is 'journal' in what demo prints; "
              + USAGE);
    }
    return new AuditOptions(action, directory, format, out);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("audit: " + option + " needs a value; " + USAGE);
    }
    return rest.next();
  }

  private static <E extends Enum<E>> E choice(String said, String text, E[] choices) {
    for (E choice : choices) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("audit: " + said + " is not known; " + USAGE);
  }
}
