package io.hairspring.telemetry.stat;

import io.hairspring.telemetry.counters.CountersView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A counters file as one flat JSON object, with the machine it is of. */
final class StatReport {
  private static final String UNKNOWN = "unknown";

  private final CountersView view;

  StatReport(CountersView view) {
    this.view = view;
  }

  String json() {
    final Map<String, Object> values = new LinkedHashMap<>(environment());
    values.put("process.id", view.pid());
    values.put("process.started", Instant.ofEpochMilli(view.startedMillis()).toString());
    values.put("updated", Instant.ofEpochMilli(view.updatedMillis()).toString());
    values.put("feed", view.texts().getOrDefault("feed", ""));
    values.put("gateway", view.texts().getOrDefault("gateway", ""));
    values.putAll(view.values());
    return values.entrySet().stream()
        .map(entry -> "  " + quoted(entry.getKey()) + ": " + shown(entry.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  /** The keys that every report has; what concerns the virtual machine is the platform's. */
  private Map<String, Object> environment() {
    final Map<String, Object> values = new LinkedHashMap<>();
    final List<String> processors = lines("/proc/cpuinfo");
    values.put(
        "environment.cpu",
        processors.stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch")));
    values.put(
        "environment.cores",
        String.valueOf(processors.stream().filter(line -> line.startsWith("processor")).count()));
    values.put(
        "environment.isolated_cores",
        String.join("", lines("/sys/devices/system/cpu/isolated")).strip());
    values.put("environment.kernel_cmdline", String.join("", lines("/proc/cmdline")).strip());
    values.put("environment.jdk", view.texts().getOrDefault("jdk", UNKNOWN));
    values.put("environment.jvm_flags", view.texts().getOrDefault("jvm_flags", UNKNOWN));
    values.put("environment.date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    values.put("environment.commit", view.texts().getOrDefault("commit", UNKNOWN));
    return values;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (final IOException e) {
      return List.of();
    }
  }

  private static String shown(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    final StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
