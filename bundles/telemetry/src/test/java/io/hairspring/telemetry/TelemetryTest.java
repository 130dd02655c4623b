package io.hairspring.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapTotals;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.telemetry.counters.CountersFiles;
import io.hairspring.telemetry.counters.CountersView;
import io.hairspring.telemetry.source.JvmSource;
import io.hairspring.telemetry.source.PlatformSource;
import io.hairspring.telemetry.source.SwapSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TelemetryTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);

  @TempDir Path home;

  private final FixedPlatform platform = new FixedPlatform();
  private final AlertCounts alerts = new AlertCounts();
  private volatile Swaps swaps;
  private Telemetry telemetry;

  private void start(Path directory) {
    telemetry =
        new Telemetry(
            TelemetrySettings.from(
                Configuration.of(
                    TelemetrySettings.PID,
                    Map.of("directory", directory.toString(), "period.millis", "10")),
                null,
                true),
            List.of(
                new PlatformSource(() -> platform),
                new JvmSource(),
                alerts,
                new SwapSource(() -> swaps)),
            Map.of("jdk", "x"),
            () -> null);
    telemetry.start();
  }

  @AfterEach
  void stop() {
    if (telemetry != null) {
      telemetry.close();
    }
  }

  private static void await(BooleanSupplier condition) {
    final long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not in time");
      Thread.onSpinWait();
    }
  }

  private long latest(String key) {
    return telemetry.latest().samples().stream()
        .filter(sample -> sample.key().equals(key))
        .mapToLong(sample -> sample.value())
        .findFirst()
        .orElse(-1);
  }

  private CountersView file() {
    try {
      final List<Path> files = CountersFiles.in(home);
      return files.isEmpty()
          ? new CountersView(0, 0, 0, 0, Map.of(), Map.of())
          : CountersFiles.read(files.get(0));
    } catch (final IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldShowThatAGatewayThatHasFailedDoesNotDoItsWork() {
    start(home);
    await(() -> latest("up.gateway") == 1);
    platform.gatewayFailure = "venue gone";
    await(() -> latest("up.gateway") == 0);
  }

  @Test
  void shouldShowThePlatformsFiguresAndFollowThem() {
    start(home);
    await(() -> latest("lane.0.cycles") == 1_000);
    assertEquals(1, latest("up.kernel"));
    assertEquals(1, latest("up.feed"));
    assertEquals(17, latest("ring.0.market.depth_lines"));
    assertEquals(8, latest("lane.0.orders_aborted"));
    assertEquals(30, latest("gateway.fills"));
    assertEquals(1, latest("tasks.quarantined"));
    assertEquals(1, latest("task.book.planned"));
    assertEquals(0, latest("task.bad.planned"));
    assertEquals(300, latest("task.book.expected_ns"));
    assertEquals(400, latest("plan.market_event.critical_path_ns"));
    assertTrue(latest("heap.used_bytes") > 0);
    platform.cycles(2_000);
    await(() -> file().values().getOrDefault("lane.0.cycles", 0L) == 2_000);
    assertEquals("test:feed", file().texts().get("feed"));
  }

  @Test
  void shouldCountSwapsByWhatBecameOfThem() {
    start(home);
    await(() -> latest("telemetry.collections") > 2);
    assertEquals(-1, latest("swaps.retired"), "nobody swaps");
    swaps =
        new Swaps() {
          @Override
          public List<SwapStatus> swaps() {
            return List.of();
          }

          @Override
          public boolean uses(long bundle) {
            return false;
          }

          @Override
          public boolean usesService(long service) {
            return false;
          }

          @Override
          public SwapTotals totals() {
            return new SwapTotals(5, 4, 3, 2, 800);
          }
        };
    await(() -> latest("swaps.retired") == 5);
    assertEquals(4, latest("swaps.refused"));
    assertEquals(3, latest("swaps.rolled_back"));
    assertEquals(2, latest("swaps_open"));
    assertEquals(800, latest("swap.adoption_ns"));
  }

  @Test
  void shouldGoOnWithTheOthersWhenOneSourceFails() {
    start(home);
    platform.broken(true);
    await(() -> latest("telemetry.failures") > 2);
    assertTrue(latest("heap.used_bytes") > 0);
    assertEquals(-1, latest("lane.0.cycles"));
    platform.broken(false);
    await(() -> latest("lane.0.cycles") == 1_000);
  }

  @Test
  void shouldGoOnWithoutAFileWhenItsDirectoryCannotBeMade() throws IOException {
    start(Files.writeString(home.resolve("occupied"), "x").resolve("below"));
    await(() -> latest("lane.0.cycles") == 1_000);
  }

  @Test
  void shouldRemoveItsFileAtTheEnd() throws IOException {
    start(home);
    await(() -> file().values().containsKey("lane.0.cycles"));
    telemetry.close();
    assertEquals(List.of(), CountersFiles.in(home));
  }

  @Test
  void shouldCountAlertsByKindAndNotTheirEnds() {
    for (final boolean raised : new boolean[] {true, false, true}) {
      alerts.onAlert(
          new Alert(1, AnomalyKind.SPIKE, "task:x", raised, 1, 2, 3, 4, Cause.UNKNOWN, ""));
    }
    start(home);
    await(() -> latest("alerts.spike") == 2);
    assertEquals(0, latest("alerts.stuck"));
  }
}
