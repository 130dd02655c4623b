package io.hairspring.feed.synthetic;

import io.hairspring.api.market.FeedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a URI {@code synthetic:REGIME[?option=value[&option=value]...]} asks for.
 *
 * @param regime state of the market
 * @param seed of the random numbers
 * @param instruments number of instruments
 * @param events number of events after which the feed ends; {@link #ENDLESS} when it does not
 * @param rate mean events a second of exchange time, over all instruments
 */
record SyntheticOptions(Regime regime, long seed, int instruments, long events, long rate) {
  static final long ENDLESS = Long.MAX_VALUE;

  private static final String SCHEME = "synthetic:";
  private static final int MAX_INSTRUMENTS = 4_096;
  private static final long MAX_RATE = 100_000_000;
  private static final String REGIMES =
      Arrays.stream(Regime.values())
          .map(regime -> regime.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));

  /**
   * Reads a URI.
   *
   * @throws FeedException when it is wrong, naming the part and what is allowed
   */
  static SyntheticOptions parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw new FeedException(
          uri + ": not a feed of " + SCHEME + "REGIME, REGIME one of " + REGIMES);
    }
    final int query = uri.indexOf('?');
    final Regime regime =
        regime(uri, uri.substring(SCHEME.length(), query < 0 ? uri.length() : query));
    SyntheticOptions options = new SyntheticOptions(regime, 42, 4, ENDLESS, 100_000);
    if (query < 0) {
      return options;
    }
    final Set<String> seen = new HashSet<>();
    for (final String option : uri.substring(query + 1).split("&", -1)) {
      final int equals = option.indexOf('=');
      final String name = equals < 0 ? option : option.substring(0, equals);
      final String value = equals < 0 ? "" : option.substring(equals + 1);
      if (!seen.add(name)) {
        throw new FeedException(uri + ": option '" + name + "' is given twice");
      }
      options = options.with(uri, name, value);
    }
    return options;
  }

  private SyntheticOptions with(String uri, String name, String value) {
    return switch (name) {
      case "seed" ->
          new SyntheticOptions(
              regime,
              number(uri, name, value, Long.MIN_VALUE, Long.MAX_VALUE),
              instruments,
              events,
              rate);
      case "instruments" ->
          new SyntheticOptions(
              regime, seed, (int) number(uri, name, value, 1, MAX_INSTRUMENTS), events, rate);
      case "events" ->
          new SyntheticOptions(
              regime, seed, instruments, number(uri, name, value, 1, ENDLESS - 1), rate);
      case "rate" ->
          new SyntheticOptions(
              regime, seed, instruments, events, number(uri, name, value, 1, MAX_RATE));
      default ->
          throw new FeedException(
              uri + ": unknown option '" + name + "', expected seed, instruments, events or rate");
    };
  }

  private static Regime regime(String uri, String name) {
    for (final Regime regime : Regime.values()) {
      if (regime.name().toLowerCase(Locale.ROOT).equals(name)) {
        return regime;
      }
    }
    throw new FeedException(uri + ": unknown regime '" + name + "', expected one of " + REGIMES);
  }

  private static long number(String uri, String name, String value, long least, long most) {
    long number = 0;
    boolean valid = true;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      valid = false;
    }
    if (!valid || number < least || number > most) {
      throw new FeedException(
          uri
              + ": option "
              + name
              + " is '"
              + value
              + "', expected a whole number from "
              + least
              + " to "
              + most);
    }
    return number;
  }
}
