package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.telemetry.metric.Kind;
import io.hairspring.telemetry.metric.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Prometheus and Grafana ask for what the platform exports, in words they take. */
class MonitoringFilesTest {
  private static final Path SHARE = Path.of("src/main/share");
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Pattern NAME = Pattern.compile("\\bhairspring_[a-z_]+");
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Summaries of the monitor; their names are made of what it measures. */
  private static final Pattern SUMMARY =
      Pattern.compile("hairspring_(task|cycle|lane|gateway)_(time|interval|jitter|hop)_seconds");

  @TempDir Path scratch;

  private static Set<String> exported() {
    return Arrays.stream(Metric.values())
        .map(metric -> metric.exposedName() + (metric.kind() == Kind.COUNTER ? "_total" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    final String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
    assertEquals(0, process.exitValue(), output);
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus-rules.yml", "grafana-dashboard.json"})
  void shouldAskForNothingThatIsNotExported(String file) throws IOException {
    final Set<String> exported = exported();
    final Matcher names = NAME.matcher(Files.readString(SHARE.resolve(file)));
    int found = 0;
    while (names.find()) {
      final String name = names.group();
      assertTrue(exported.contains(name) || SUMMARY.matcher(name).matches(), name);
      found++;
    }
    assertTrue(found > 10, file);
  }

  @Test
  void shouldDocumentEveryMetricUnderBothNames() throws IOException {
    final String document = Files.readString(Path.of("../docs/telemetry.md"));
    for (final Metric metric : Metric.values()) {
      assertTrue(document.contains("`" + metric.pattern() + "`"), metric.pattern());
    }
    exported().forEach(name -> assertTrue(document.contains("`" + name + "`"), name));
  }

  @Test
  void shouldHaveRulesThatPrometheusTakes() throws Exception {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    final String said = run(PROMTOOL.toString(), "check", "rules", SHARE + "/prometheus-rules.yml");
    assertTrue(said.contains("SUCCESS"), said);
    run(PROMTOOL.toString(), "check", "config", SHARE + "/prometheus.yml");
  }

  @Test
  void shouldHaveExpressionsInTheDashboardThatPrometheusTakes() throws Exception {
    final List<String> expressions =
        EXPRESSION
            .matcher(Files.readString(SHARE.resolve("grafana-dashboard.json")))
            .results()
            .map(found -> found.group(1).replace("\\\"", "\"").replace("$instance", "x"))
            .toList();
    assertTrue(expressions.size() > 10, expressions::toString);
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    final StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    for (int i = 0; i < expressions.size(); i++) {
      rules
          .append("  - record: dashboard:expression:")
          .append(i)
          .append("\n    expr: '")
          .append(expressions.get(i))
          .append("'\n");
    }
    final Path file = Files.writeString(scratch.resolve("dashboard.yml"), rules);
    run(PROMTOOL.toString(), "check", "rules", file.toString());
  }
}
