package io.hairspring.telemetry.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.Distribution;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.metric.Sample;
import io.hairspring.telemetry.metric.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScrapeServerTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int LIMIT_MILLIS = 300;

  private volatile Snapshot snapshot = snapshot(5);
  private final ScrapeServer server = new ScrapeServer(() -> snapshot, () -> {}, LIMIT_MILLIS);

  private static Snapshot snapshot(long cycles) {
    final Readings readings = new Readings();
    readings.add(Metric.LANE_CYCLES, cycles, "0");
    readings.add(Metric.LANE_CYCLES, cycles + 1, "1");
    readings.add(Metric.GC_TIME, 1_500_000_000L, "copy");
    readings.add(Metric.RING_DEPTH, 3, "0", "market");
    readings.add(Metric.TASK_PLANNED, 1, "twice");
    readings.add(Metric.TASK_PLANNED, 0, "twice");
    readings.add(
        List.of(
            new Distribution("task:quoting", "time", 9, 4_500, 500, 400, 800, 900, 1_000),
            new Distribution("gateway", "hop", 1, 4, 4, 4, 4, 4, 4),
            new Distribution("ring:market", "depth", 9, 45, 5, 4, 8, 9, 10)));
    return readings.snapshot(1);
  }

  @BeforeEach
  void listen() {
    server.listen(LOOPBACK, 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket connect() throws IOException {
    return new Socket(LOOPBACK, server.port());
  }

  private String ask(String request) throws IOException {
    try (Socket connection = connect()) {
      connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String scrape(String accept) throws IOException {
    return ask("GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: " + accept + "\r\n\r\n");
  }

  private long value(Metric metric) {
    final Readings readings = new Readings();
    server.read(readings);
    return readings.snapshot(1).samples().stream()
        .filter(sample -> sample.metric() == metric)
        .mapToLong(Sample::value)
        .sum();
  }

  private static void await(BooleanSupplier condition) {
    final long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not in time");
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldAnswerWithOpenMetricsInBaseUnitsWithHelp() throws IOException {
    final String answer = scrape("application/openmetrics-text; version=1.0.0; q=0.9,*/*;q=0.1");
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nContent-Type: application/openmetrics-text"));
    for (final String line :
        List.of(
            "# TYPE hairspring_lane_cycles counter",
            "# HELP hairspring_lane_cycles Cycles run.",
            "hairspring_lane_cycles_total{lane=\"0\"} 5.0",
            "hairspring_lane_cycles_total{lane=\"1\"} 6.0",
            "# UNIT hairspring_gc_time_seconds seconds",
            "hairspring_gc_time_seconds_total{collector=\"copy\"} 1.5",
            "hairspring_ring_depth_lines{lane=\"0\",ring=\"market\"} 3.0",
            "hairspring_task_planned{task=\"twice\"} 1.0",
            "# TYPE hairspring_task_time_seconds summary",
            "hairspring_task_time_seconds{task=\"quoting\",quantile=\"0.99\"} 8.0E-7",
            "hairspring_task_time_seconds_count{task=\"quoting\"} 9",
            "hairspring_gateway_hop_seconds{quantile=\"1.0\"} 4.0E-9",
            "hairspring_ring_observed_depth_lines{ring=\"market\",quantile=\"1.0\"} 10.0",
            "# EOF")) {
      assertTrue(answer.contains("\n" + line + "\n"), () -> line + " is missing in " + answer);
    }
  }

  @Test
  void shouldAnswerInTheOldFormatWhenNoOtherIsAskedFor() throws IOException {
    final String answer = scrape("*/*");
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4"));
    assertTrue(answer.contains("\n# TYPE hairspring_lane_cycles_total counter\n"), answer);
    snapshot = snapshot(7);
    assertTrue(scrape("*/*").contains("\nhairspring_lane_cycles_total{lane=\"0\"} 7.0\n"));
    await(() -> value(Metric.SCRAPES) == 2);
  }

  @Test
  void shouldSayWhatWouldBeRight() throws IOException {
    assertTrue(ask("GET / HTTP/1.1\r\n\r\n").endsWith("\r\n\r\nmetrics are at /metrics\n"));
    assertTrue(ask("GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
    assertTrue(ask("POST /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 405 "));
    assertTrue(ask("hello\r\n\r\n").startsWith("HTTP/1.1 400 "));
    assertTrue(ask("GET /metrics?x HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 200 "));
    assertTrue(ask("HEAD /metrics HTTP/1.1\r\n\r\n").endsWith("\r\n\r\n"));
  }

  @Test
  void shouldCutScrapersThatHangAndAnswerTheNextOne() throws IOException {
    final List<Socket> hanging = new ArrayList<>();
    try {
      for (int i = 0; i < ScrapeServer.MAX_OPEN; i++) {
        hanging.add(connect());
      }
      // One that sends a byte now and then hangs too.
      hanging.get(0).getOutputStream().write('G');
      await(() -> value(Metric.SCRAPES_CUT) == ScrapeServer.MAX_OPEN);
      assertTrue(scrape("*/*").startsWith("HTTP/1.1 200 "));
    } finally {
      for (final Socket connection : hanging) {
        connection.close();
      }
    }
  }

  @Test
  void shouldTurnAwayWhatIsMoreThanItHolds() throws IOException {
    final List<Socket> flood = new ArrayList<>();
    try {
      for (int i = 0; i < ScrapeServer.MAX_OPEN + 2; i++) {
        flood.add(connect());
      }
      await(() -> value(Metric.SCRAPES_REFUSED) >= 1);
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().equals("hairspring-metrics"))
                  .count()
              <= 2);
    } finally {
      for (final Socket connection : flood) {
        connection.close();
      }
    }
    await(
        () -> {
          try {
            return scrape("*/*").startsWith("HTTP/1.1 200 ");
          } catch (final IOException e) {
            return false;
          }
        });
  }

  @Test
  void shouldCarryOnWithoutListeningWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      final ScrapeServer other = new ScrapeServer(() -> snapshot, () -> {});
      other.listen(LOOPBACK, taken.getLocalPort());
      assertEquals(0, other.port());
      other.close();
    }
  }

  @Test
  void shouldListenNoMoreWhenClosed() throws IOException {
    try (Socket waiting = connect()) {
      server.close();
      assertEquals(0, server.port());
      int read;
      try {
        read = waiting.getInputStream().read();
      } catch (final IOException e) {
        read = -1;
      }
      assertEquals(-1, read);
    }
  }
}
