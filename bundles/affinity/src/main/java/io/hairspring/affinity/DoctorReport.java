package io.hairspring.affinity;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings as one flat JSON object: {@code doctor.CHECK.grade}, {@code .found}, {@code .why} and
 * {@code .remedy}, the number of each grade, and the keys {@code environment.*} of every report.
 */
final class DoctorReport {
  private static final String UNKNOWN = "unknown";

  private final List<Finding> findings;
  private final HostFiles files;

  DoctorReport(List<Finding> findings, HostFiles files) {
    this.findings = findings;
    this.files = files;
  }

  String json() {
    Map<String, Object> values = new LinkedHashMap<>(environment());
    for (Finding.Grade grade : Finding.Grade.values()) {
      values.put(
          "doctor." + lower(grade.name()),
          findings.stream().filter(finding -> finding.grade() == grade).count());
    }
    for (Finding finding : findings) {
      String key = "doctor." + lower(finding.check()).replaceAll("[^a-z0-9]+", "_");
      values.put(key + ".grade", lower(finding.grade().name()));
      values.put(key + ".found", finding.found());
      values.put(key + ".why", finding.why());
      values.put(key + ".remedy", finding.remedy());
    }
    return values.entrySet().stream()
        .map(entry -> "  " + quoted(entry.getKey()) + ": " + shown(entry.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private Map<String, Object> environment() {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> processors = files.lines("proc/cpuinfo");
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
        files.text("sys/devices/system/cpu/isolated").orElse(UNKNOWN));
    values.put("environment.kernel_cmdline", files.text("proc/cmdline").orElse(UNKNOWN));
    values.put(
        "environment.jdk",
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    values.put(
        "environment.jvm_flags",
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    values.put("environment.date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    values.put("environment.commit", System.getProperty("hairspring.commit", UNKNOWN));
    return values;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String shown(Object value) {
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
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
