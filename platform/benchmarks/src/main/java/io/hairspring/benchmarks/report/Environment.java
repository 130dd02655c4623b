package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure is worth nothing without: the machine, the JVM and its flags. */
public final class Environment {
  private static final String UNKNOWN = "unknown";

  private Environment() {}

  /** The {@code environment.*} keys of a report. */
  public static Map<String, String> describe() {
    final Map<String, String> keys = new LinkedHashMap<>();
    keys.put("environment.cpu", cpu());
    keys.put("environment.cores", String.valueOf(processors()));
    keys.put("environment.isolated_cores", read("/sys/devices/system/cpu/isolated"));
    keys.put("environment.kernel_cmdline", read("/proc/cmdline"));
    keys.put(
        "environment.jdk",
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    keys.put(
        "environment.jvm_flags",
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    keys.put("environment.date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    keys.put("environment.commit", System.getProperty("hairspring.commit", UNKNOWN));
    return keys;
  }

  /**
   * The processors of the machine. Not what the JVM counts: that is those of the calling thread,
   * which may be confined.
   */
  public static int processors() {
    final long cores =
        read("/proc/cpuinfo").lines().filter(line -> line.startsWith("processor")).count();
    return cores > 0 ? (int) cores : Runtime.getRuntime().availableProcessors();
  }

  private static String cpu() {
    return read("/proc/cpuinfo")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).trim();
    } catch (final IOException e) {
      // Not Linux, or hidden by a container: the report says so instead of the value.
      return UNKNOWN;
    }
  }
}
