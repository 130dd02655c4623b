package io.hairspring.telemetry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration of the telemetry, from {@code etc/io.hairspring.telemetry.cfg}.
 *
 * @param directory where the counters file is
 * @param periodMillis time between updates, in milliseconds
 * @param counters counters the file has room for
 * @param address address on which metrics can be scraped
 * @param port port of that; {@link #OFF} for none, {@link #ANY} for one that is free
 */
record TelemetrySettings(
    Path directory, int periodMillis, int counters, InetAddress address, int port) {
  /** {@link #port}: no scraping. */
  static final int OFF = -1;

  /** {@link #port}: one that is free. */
  static final int ANY = 0;

  private static final String FILE = "etc/io.hairspring.telemetry.cfg";
  private static final String DEFAULT_PORT = "9464";
  private static final int LAST_PORT = 65_535;

  /**
   * Reads the configuration; what it does not name has its default.
   *
   * @param home the installation; null when there is none
   * @param command whether the platform runs a command, which measures and then ends: then nothing
   *     listens unless configuration says so
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static TelemetrySettings from(Map<String, ?> properties, String home, boolean command) {
    return new TelemetrySettings(
        directory(text(properties, "directory", ""), home),
        number(properties, "period.millis", "250", 10, 60_000),
        number(properties, "counters.max", "2048", 256, 65_536),
        address(text(properties, "http.address", "127.0.0.1")),
        port(text(properties, "http.port", command ? "off" : DEFAULT_PORT)));
  }

  private static Path directory(String configured, String home) {
    if (configured.isEmpty() && home == null) {
      throw wrong("directory", "", "set where hairspring.home is not");
    }
    try {
      return configured.isEmpty()
          ? Path.of(home, "data", "telemetry")
          : Path.of(configured).toAbsolutePath();
    } catch (final InvalidPathException e) {
      throw wrong("directory", configured, "a path");
    }
  }

  /** A literal: a name would have to be looked up. */
  private static InetAddress address(String value) {
    try {
      if (value.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
        return InetAddress.getByName(value);
      }
    } catch (final UnknownHostException e) {
      // Said below, as of everything that is not an address.
    }
    throw wrong("http.address", value, "an IP address of this machine, as 127.0.0.1");
  }

  private static int port(String value) {
    final String allowed = "off, any, or a number from 1 to " + LAST_PORT;
    return switch (value) {
      case "off" -> OFF;
      case "any" -> ANY;
      default -> inRange("http.port", value, 1, LAST_PORT, allowed);
    };
  }

  private static int number(
      Map<String, ?> properties, String key, String byDefault, int least, int most) {
    return inRange(
        key,
        text(properties, key, byDefault),
        least,
        most,
        "a whole number from " + least + " to " + most);
  }

  private static int inRange(String key, String value, int least, int most, String allowed) {
    if (!value.matches("[0-9]{1,9}")) {
      throw wrong(key, value, allowed);
    }
    final int number = Integer.parseInt(value);
    if (number < least || number > most) {
      throw wrong(key, value, allowed);
    }
    return number;
  }

  private static String text(Map<String, ?> properties, String key, String byDefault) {
    final Object value = properties.get(key);
    return value == null || value.toString().isBlank() ? byDefault : value.toString().strip();
  }

  private static IllegalArgumentException wrong(String key, String value, String allowed) {
    return new IllegalArgumentException(FILE + ": " + key + " = " + value + ": must be " + allowed);
  }
}
