package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.monitor.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopViewTest {
  private static TopView look(long seconds, long cycles, int anomalies) {
    return look(seconds, cycles, anomalies, "");
  }

  private static TopView look(long seconds, long cycles, int anomalies, String failure) {
    final LanePressure pressure = new LanePressure(0, 0, 0, 4, 0, 5, 0, 0, 0);
    return new TopView(
        seconds * 1_000_000_000L,
        List.of(new LaneStatus(0, 1, 3, 5, cycles, cycles - 10, 42, 1, 0, 9, 2, pressure)),
        List.of(new RingStatus(0, "market", 1_000, cycles, 125)),
        new FeedStatus("synthetic:calm", true, cycles, cycles, 0, false, ""),
        new GatewayStatus("simulated:", 42, 40, 30, 5, 2, 0, failure),
        List.of(new Distribution("task:quoting", "time", 100, 9, 9, 240, 900, 950, 999)),
        anomalies,
        List.of(new MitigationStatus(MitigationStatus.Kind.DEMOTE, "log", "monitor", "late", 2)));
  }

  @Test
  void shouldShowTheWholeFirstAndThenWhatHappensASecond() {
    assertEquals(
        """
        feed synthetic:calm, gateway simulated:: 30 fills, 2 rejects; anomalies open: 1; in force: demote log
        lane  core  cycles  events  orders  refused  dropped  shed  late
           0     1    1010    1000      42        1        2     4     5
        ring    lane  waiting  lines  full %
        market     0      125   1000    12.5
        task     runs timed  p50 ns  p99 ns  max ns
        quoting         100     240     900     999""",
        look(1, 1_010, 1).since(null));
    final String second = look(3, 3_010, 1).since(look(1, 1_010, 1));
    assertEquals(
        "   0     1      1000      1000         0        1        2     4     5",
        second.lines().toList().get(2));
  }

  @Test
  void shouldCountASessionThatBeganInBetweenFromNothing() {
    final String text = look(2, 500, 0).since(look(1, 9_000, 0));
    assertEquals(
        "   0     1       500       490         0        1        2     4     5",
        text.lines().toList().get(2));
  }

  @Test
  void shouldSayThatThereIsNoMonitor() {
    assertEquals(
        true, look(1, 10, -1).since(null).lines().toList().get(0).contains("open: no monitor"));
  }

  @Test
  void shouldSayThatTheGatewayHasFailed() {
    assertEquals(
        "feed synthetic:calm, gateway simulated: (failed): 30 fills, 2 rejects; anomalies open: 0;"
            + " in force: demote log",
        look(1, 10, 0, "venue gone").since(null).lines().toList().get(0));
  }
}
