package io.hairspring.logger;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as configurations write them: {@code 256MB}, {@code 1h}. */
final class Quantities {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,9})\\s*([a-zA-Z]+)");
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Quantities() {}

  /** Reads a size in B, kB, MB, GB or TB, each 1024 of the one before; 0 for none. */
  static Optional<Long> bytes(String text) {
    if (text.strip().equals("0")) {
      return Optional.of(0L);
    }
    Matcher quantity = QUANTITY.matcher(text.strip());
    if (quantity.matches()) {
      for (int power = 0; power < UNITS.length; power++) {
        if (UNITS[power].equalsIgnoreCase(quantity.group(2))) {
          return Optional.of(Long.parseLong(quantity.group(1)) << (10 * power));
        }
      }
    }
    return Optional.empty();
  }

  /** Reads a time in us, ms, s, m, h or d; 0 for none. */
  static Optional<Duration> time(String text) {
    if (text.strip().equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher quantity = QUANTITY.matcher(text.strip());
    if (quantity.matches()) {
      Duration unit =
          switch (quantity.group(2).toLowerCase(Locale.ROOT)) {
            case "us" -> Duration.ofNanos(1_000);
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ZERO;
          };
      if (!unit.isZero()) {
        return Optional.of(unit.multipliedBy(Long.parseLong(quantity.group(1))));
      }
    }
    return Optional.empty();
  }

  /** A size for people. */
  static String size(long bytes) {
    double value = bytes;
    int power = 0;
    while (value >= 1_024 && power < UNITS.length - 1) {
      value /= 1_024;
      power++;
    }
    return String.format(Locale.ROOT, power == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[power]);
  }
}
