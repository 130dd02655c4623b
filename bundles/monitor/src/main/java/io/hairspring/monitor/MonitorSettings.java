package io.hairspring.monitor;

import io.hairspring.api.config.Configuration;
import io.hairspring.monitor.mitigate.Policy;
import io.hairspring.monitor.observe.DetectorSettings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The monitor's configuration, from {@code etc/io.hairspring.monitor.cfg}. What is wrong in it is
 * told and has its default: a platform that trades is not left without a monitor for a typing
 * error.
 *
 * @param detectors how sensitive detection is
 * @param policy what is done about which anomaly
 * @param coolDownNanos for which a mitigation stays after nothing calls for it any more
 * @param coolDowns for which one stays at most that is wanted again soon, again and again
 * @param sampleNanos from one look at what the machine does to the next
 * @param confirmedRuns times one after another after which an anomaly is confirmed
 * @param toldHostNanos what the host takes is told from this length on
 */
record MonitorSettings(
    DetectorSettings detectors,
    Policy policy,
    long coolDownNanos,
    int coolDowns,
    long sampleNanos,
    int confirmedRuns,
    long toldHostNanos) {
  /** The PID, and the name of the file in {@code etc}. */
  static final String PID = "io.hairspring.monitor";

  /** Reads the configuration. */
  static MonitorSettings from(Map<String, ?> properties, Consumer<String> wrong) {
    return from(Configuration.of(PID, properties), wrong);
  }

  /** Likewise. */
  static MonitorSettings from(Configuration configuration, Consumer<String> wrong) {
    final Numbers numbers = new Numbers(configuration, wrong);
    final DetectorSettings detectors =
        new DetectorSettings(
            (double) numbers.of("spike.deviations", 12, 3, 1_000),
            (double) numbers.of("spike.ratio", 8, 2, 1_000),
            (int) numbers.of("warm.up", 20_000, 16, 10_000_000),
            micros(numbers.of("burst.window.us", 1_000, 10, 1_000_000)),
            (double) numbers.of("burst.ratio", 4, 2, 1_000),
            millis(numbers.of("silence.ms", 20, 1, 86_400_000)),
            (double) numbers.of("silence.ratio", 4, 1, 1_000),
            (int) numbers.of("queue.lines", 4_096, 16, 1 << 24),
            micros(numbers.of("stuck.us", 50, 5, 60_000_000)),
            millis(numbers.of("recovery.ms", 20, 1, 60_000)));
    return new MonitorSettings(
        detectors,
        Policy.from(configuration, wrong),
        millis(numbers.of("cool.down.ms", 500, 1, 3_600_000)),
        (int) numbers.of("cool.down.most", 64, 1, 1_000),
        millis(numbers.of("sample.ms", 20, 1, 1_000)),
        (int) numbers.of("confirm.runs", 6, 1, 1_000),
        micros(numbers.of("told.host.us", 2_000, 1, 10_000_000)));
  }

  private static long millis(long value) {
    return TimeUnit.MILLISECONDS.toNanos(value);
  }

  private static long micros(long value) {
    return TimeUnit.MICROSECONDS.toNanos(value);
  }

  /** Whole numbers of the configuration. */
  private record Numbers(Configuration configuration, Consumer<String> wrong) {

    long of(String key, int byDefault, int least, int most) {
      try {
        return configuration.number(key, byDefault, least, most);
      } catch (final IllegalArgumentException e) {
        wrong.accept(e.getMessage() + "; " + byDefault + " holds");
        return byDefault;
      }
    }
  }
}
