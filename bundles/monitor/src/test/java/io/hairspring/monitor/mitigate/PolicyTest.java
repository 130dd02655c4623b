package io.hairspring.monitor.mitigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.monitor.AnomalyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private final List<String> wrong = new ArrayList<>();

  private Policy policy(String key, String value) {
    return Policy.from(Configuration.of("f", Map.of(key, value, "service.pid", "x")), wrong::add);
  }

  @Test
  void shouldReadStepsWithTheirTimesAndRates() {
    final Policy policy = policy("mitigate.queue", "shed, throttle:50000@200ms, kill@3s");
    assertEquals(
        List.of(
            new Step(Action.SHED, 0, 0),
            new Step(Action.THROTTLE, 50_000, 200_000_000),
            new Step(Action.KILL, 0, 3_000_000_000L)),
        policy.steps(AnomalyKind.QUEUE));
    assertEquals(List.of(), policy.steps(AnomalyKind.BURST));
    assertEquals(List.of(), wrong);
  }

  @Test
  void shouldTellOfWhatDoesNotExistAndKeepTheRest() {
    final Policy policy = policy("mitigate.stuck", "reboot, shed, throttle, hold-orders:3");
    assertEquals(List.of(new Step(Action.SHED, 0, 0)), policy.steps(AnomalyKind.STUCK));
    assertEquals(3, wrong.size());
    assertEquals(
        "etc/f.cfg: mitigate.stuck = reboot, shed, throttle, hold-orders:3: reboot is left out: a step is"
            + " one of [shed, hold-orders, throttle, demote, fallback, quarantine, replan, kill],"
            + " throttle with :EVENTS_PER_SECOND, and @TIME in ms or s when not at once",
        wrong.get(0));
  }

  @Test
  void shouldTellOfAKindOfAnomalyThatDoesNotExist() {
    policy("mitigate.boredom", "shed");
    assertEquals(
        "etc/f.cfg: mitigate.boredom = shed: there is no such kind of anomaly; there are [budget,"
            + " deadline, spike, shift, degradation, jitter, burst, queue, silence, stuck, contention]",
        wrong.get(0));
  }

  @Test
  void shouldAllowAnEmptyLadder() {
    assertEquals(List.of(), policy("mitigate.burst", " ").steps(AnomalyKind.BURST));
    assertEquals(List.of(), wrong);
  }
}
