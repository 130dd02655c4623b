package io.hairspring.telemetry;

import io.hairspring.api.config.Configuration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

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

  /** The PID, and the name of the file in {@code etc}. */
  static final String PID = "io.hairspring.telemetry";

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
  static TelemetrySettings from(Configuration configuration, String home, boolean command) {
    return new TelemetrySettings(
        directory(configuration, home),
        configuration.number("period.millis", 250, 10, 60_000),
        configuration.number("counters.max", 2_048, 256, 65_536),
        address(configuration),
        port(configuration, command ? "off" : DEFAULT_PORT));
  }

  private static Path directory(Configuration configuration, String home) {
    final Path directory =
        configuration.path("directory", home == null ? null : Path.of(home, "data", "telemetry"));
    if (directory == null) {
      throw configuration.wrong("directory", "set where hairspring.home is not");
    }
    return directory;
  }

  /** A literal: a name would have to be looked up. */
  private static InetAddress address(Configuration configuration) {
    final String key = "http.address";
    final String value = configuration.filled(key, "127.0.0.1");
    try {
      if (value.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
        return InetAddress.getByName(value);
      }
    } catch (final UnknownHostException e) {
      // Said below, as of everything that is not an address.
    }
    throw configuration.wrong(key, "an IP address of this machine, as 127.0.0.1");
  }

  private static int port(Configuration configuration, String byDefault) {
    final String key = "http.port";
    final String value = configuration.filled(key, byDefault);
    return switch (value) {
      case "off" -> OFF;
      case "any" -> ANY;
      default -> {
        final int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        if (port < 1 || port > LAST_PORT) {
          throw configuration.wrong(key, "off, any, or a number from 1 to " + LAST_PORT);
        }
        yield port;
      }
    };
  }
}
