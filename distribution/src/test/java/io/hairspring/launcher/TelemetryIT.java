package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What other processes see of a platform that has traded and come to rest: the same as the platform
 * itself.
 */
@Timeout(120)
class TelemetryIT {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(30);
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");

  @TempDir Path scratch;
  private Path home;

  @BeforeEach
  void copyInstallation() throws IOException {
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    new TestBundle(TelemetryTrial.class)
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "watched")
        .header("Bundle-Activator", TelemetryTrial.class.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,io.hairspring.api.control,jdk.jfr,jdk.jfr.consumer")
        .write(home.resolve("deploy/watched.jar"));
    Files.writeString(home.resolve("etc/io.hairspring.telemetry.cfg"), "http.port = any\n");
  }

  private ProcessBuilder platform(String... arguments) throws IOException {
    return Launch.of(Launch.brisk(), List.of(arguments))
        .redirectError(scratch.resolve("errors").toFile());
  }

  private static Map<String, Long> figures(BufferedReader output) throws IOException {
    final Map<String, Long> figures = new LinkedHashMap<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return figures;
      }
      final int space = line.indexOf(' ');
      figures.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
    throw new AssertionError("the platform ended before it was ready");
  }

  private static long inReport(String report, String key) {
    final Matcher found =
        Pattern.compile("\"" + Pattern.quote(key) + "\": (-?[0-9]+)").matcher(report);
    assertTrue(found.find(), () -> key + " is missing in " + report);
    return Long.parseLong(found.group(1));
  }

  private static String get(String uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri))
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The series of a key without labels but the lane's. */
  private static String series(String key) {
    final boolean lane = key.startsWith("lane.0.");
    return "hairspring_"
        + key.replace("lane.0.", "lane_").replace('.', '_')
        + "_total"
        + (lane ? "{lane=\"0\"}" : "");
  }

  @Test
  void shouldShowOtherProcessesThePlatformsOwnFigures() throws Exception {
    final Process process = platform(home.resolve("bin/hairspring").toString(), "watched").start();
    try (BufferedReader output = process.inputReader()) {
      final Map<String, Long> own = figures(output);
      assertTrue(own.get("lane.0.orders") > 0, own::toString);

      final String report = reportOfRest(own);
      final String page =
          get("http://127.0.0.1:" + inReport(report, "telemetry.http_port") + "/metrics");
      own.forEach(
          (key, value) -> {
            assertEquals(value, inReport(report, key), key);
            final String line = "\n" + series(key) + " " + value + ".0\n";
            assertTrue(page.contains(line), () -> line + " is missing in " + page);
          });
      assertEquals(1, inReport(report, "up.kernel"));
      assertEquals(0, inReport(report, "ring.0.market.depth_lines"));
      assertEquals(0, inReport(report, "telemetry.failures"));
      assertTrue(page.endsWith("# EOF\n"), page);
      if (Files.isExecutable(PROMETHEUS)) {
        shouldBeScrapedByPrometheus(own, inReport(report, "telemetry.http_port"));
      }
      process.getOutputStream().close();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), () -> errors());
      assertEquals(List.of(), Run.complaints(errors().lines().toList()));
    } finally {
      process.destroyForcibly();
    }
    final Run afterwards = Run.of(home, "", "stat");
    assertEquals(1, afterwards.status());
    assertEquals(
        List.of("stat: no platform runs: no counters file in " + home.resolve("data/telemetry")),
        afterwards.errors());
  }

  /** The report of the first look after the platform came to rest. */
  private String reportOfRest(Map<String, Long> own) throws Exception {
    final Path file = scratch.resolve("stat.json");
    final long end = System.nanoTime() + DEADLINE;
    String report;
    do {
      final Run stat = Run.of(home, "", "stat", "--report", file.toString());
      assertEquals(0, stat.status(), stat::toString);
      assertEquals(List.of(), stat.errors());
      assertTrue(stat.output().get(0).contains("feed synthetic:volatile, gateway simulated:"));
      report = Files.readString(file);
    } while (inReport(report, "lane.0.records") != own.get("lane.0.records")
        && System.nanoTime() < end);
    return report;
  }

  private String errors() {
    try {
      return Files.readString(scratch.resolve("errors"));
    } catch (final IOException e) {
      throw new AssertionError(e);
    }
  }

  private void shouldBeScrapedByPrometheus(Map<String, Long> own, long port) throws Exception {
    final Path configuration = scratch.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        Files.readString(home.resolve("share/prometheus.yml"))
            .replace("127.0.0.1:9464", "127.0.0.1:" + port)
            .replace("prometheus-rules.yml", home.resolve("share/prometheus-rules.yml").toString())
            .replace("scrape_interval: 1s", "scrape_interval: 200ms"));
    final int web = freePort();
    final Process prometheus =
        new ProcessBuilder(
                PROMETHEUS.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + scratch.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + web)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("prometheus.log").toFile())
            .start();
    try {
      for (final Map.Entry<String, Long> figure : own.entrySet()) {
        assertEquals(
            figure.getValue(), scraped(prometheus, web, series(figure.getKey())), figure::getKey);
      }
    } finally {
      prometheus.destroy();
      prometheus.waitFor(10, TimeUnit.SECONDS);
      prometheus.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The value that Prometheus has of a series, as soon as it has one. */
  private long scraped(Process prometheus, int web, String series) throws InterruptedException {
    final String uri =
        "http://127.0.0.1:"
            + web
            + "/api/v1/query?query="
            + URLEncoder.encode(series, StandardCharsets.UTF_8);
    final Pattern value = Pattern.compile("\"value\":\\[[0-9.]+,\"([0-9]+)\"]");
    final long end = System.nanoTime() + DEADLINE;
    String answer = "";
    while (System.nanoTime() < end && prometheus.isAlive()) {
      try {
        answer = get(uri);
        final Matcher found = value.matcher(answer);
        if (found.find()) {
          return Long.parseLong(found.group(1));
        }
      } catch (final IOException e) {
        answer = e.toString();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError(series + " is not there in time: " + answer);
  }

  @Test
  @Tag("long")
  void shouldTradeOnWithOneLineWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Files.writeString(
          home.resolve("etc/io.hairspring.telemetry.cfg"),
          "http.port = " + taken.getLocalPort() + "\nhttp.address = 127.0.0.1\n");
      final Run run =
          Run.shipped(
              home,
              """
              hairspring:stats
              hairspring:alerts
              hairspring:mitigate
              hairspring:top 0.1 2
              hairspring:lanes
              """);
      assertEquals(0, run.status(), run::toString);
      assertEquals(1, run.complaints().size(), run::toString);
      final String line = run.complaints().get(0);
      assertTrue(line.contains("metrics cannot be scraped: 127.0.0.1 port "), line);
      assertTrue(line.contains("http.port in"), line);
      final String output = String.join("\n", run.output());
      assertTrue(output.contains("anomalies open: "), output);
      assertTrue(output.contains("lane  core  epoch  steps"), output);
    }
  }
}
