package io.hairspring.gateway.simulated;

import io.hairspring.api.order.GatewayException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URI {@code simulated:[?option=value[&option=value]...]} asks for.
 *
 * @param latencyNanos from a decision to its effect, and again from there to the report
 * @param maxOpenOrders most of our orders that rest at a time
 * @param bookOrders most orders in the book of a replayed instrument
 * @param bookLevels most price levels of a side of a replayed book
 * @param maxCommands most commands on their way to the exchange
 * @param maxReports most reports on their way back
 */
record SimulatedOptions(
    long latencyNanos,
    int maxOpenOrders,
    int bookOrders,
    int bookLevels,
    int maxCommands,
    int maxReports) {
  static final SimulatedOptions DEFAULT =
      new SimulatedOptions(5_000, 4_096, 20_000, 4_096, 4_096, 16_384);

  private static final String SCHEME = "simulated:";
  private static final int MOST = 1 << 20;
  private static final long MAX_LATENCY_NANOS = 10_000_000_000L;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ns|us|ms|s)");

  /**
   * Reads a URI.
   *
   * @throws GatewayException when it is wrong, naming the part and what is allowed
   */
  static SimulatedOptions parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw new GatewayException(uri + ": expected " + SCHEME + "[?option=value[&...]]");
    }
    final String rest = uri.substring(SCHEME.length());
    if (rest.isEmpty()) {
      return DEFAULT;
    }
    if (!rest.startsWith("?")) {
      throw new GatewayException(
          uri + ": '" + rest + "' after " + SCHEME + ", expected nothing or ?option=value");
    }
    SimulatedOptions options = DEFAULT;
    final Set<String> seen = new HashSet<>();
    for (final String option : rest.substring(1).split("&", -1)) {
      final int equals = option.indexOf('=');
      final String name = equals < 0 ? option : option.substring(0, equals);
      final String value = equals < 0 ? "" : option.substring(equals + 1);
      if (!seen.add(name)) {
        throw new GatewayException(uri + ": option '" + name + "' is given twice");
      }
      options = options.with(uri, name, value);
    }
    return options;
  }

  private SimulatedOptions with(String uri, String name, String value) {
    return switch (name) {
      case "latency" ->
          new SimulatedOptions(
              nanos(uri, value), maxOpenOrders, bookOrders, bookLevels, maxCommands, maxReports);
      case "maxOpenOrders" ->
          new SimulatedOptions(
              latencyNanos,
              count(uri, name, value),
              bookOrders,
              bookLevels,
              maxCommands,
              maxReports);
      case "bookOrders" ->
          new SimulatedOptions(
              latencyNanos,
              maxOpenOrders,
              count(uri, name, value),
              bookLevels,
              maxCommands,
              maxReports);
      case "bookLevels" ->
          new SimulatedOptions(
              latencyNanos,
              maxOpenOrders,
              bookOrders,
              count(uri, name, value),
              maxCommands,
              maxReports);
      case "maxCommands" ->
          new SimulatedOptions(
              latencyNanos,
              maxOpenOrders,
              bookOrders,
              bookLevels,
              count(uri, name, value),
              maxReports);
      case "maxReports" ->
          new SimulatedOptions(
              latencyNanos,
              maxOpenOrders,
              bookOrders,
              bookLevels,
              maxCommands,
              count(uri, name, value));
      default ->
          throw new GatewayException(
              uri
                  + ": unknown option '"
                  + name
                  + "', expected latency, maxOpenOrders, bookOrders, bookLevels, maxCommands or"
                  + " maxReports");
    };
  }

  private static long nanos(String uri, String value) {
    long nanos = value.equals("0") ? 0 : Long.MAX_VALUE;
    final Matcher duration = DURATION.matcher(value);
    if (duration.matches()) {
      final long unit =
          switch (duration.group(2)) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            default -> 1_000_000_000;
          };
      nanos = Long.parseLong(duration.group(1)) * unit; // at most 9 digits: cannot overflow
    }
    if (nanos > MAX_LATENCY_NANOS) {
      throw new GatewayException(
          uri
              + ": option latency is '"
              + value
              + "', expected a whole number of ns, us, ms or s up to 10s, such as 0, 500ns, 5us or"
              + " 1ms");
    }
    return nanos;
  }

  private static int count(String uri, String name, String value) {
    int count = 0;
    try {
      count = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      count = 0; // refused below, with the same message as a number out of range
    }
    if (count < 1 || count > MOST) {
      throw new GatewayException(
          uri
              + ": option "
              + name
              + " is '"
              + value
              + "', expected a whole number from 1 to "
              + MOST);
    }
    return count;
  }
}
