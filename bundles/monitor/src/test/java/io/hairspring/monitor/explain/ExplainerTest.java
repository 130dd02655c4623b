package io.hairspring.monitor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final long MILLI = 1_000_000;
  private static final Subject CYCLE = new Subject("cycle:market", 0, 0);

  private final MachineLog log = new MachineLog(null, () -> null, List.of());
  private final JvmLog jvm = new JvmLog(null);
  private final Explainer explainer = new Explainer(log, jvm, 3, 2 * MILLI);

  private void sample(long nanos, long waited, long stolen, long collections) {
    sample(nanos, waited, stolen, collections, 0);
  }

  private void sample(long nanos, long waited, long stolen, long collections, long faults) {
    log.add(
        new MachineSample(
            nanos,
            List.of(new ContentionSample("lane", 1, 0, waited, waited / MILLI, 0, stolen, faults)),
            collections,
            collections * 5));
  }

  private Explanation explain(AnomalyKind kind, double value, long planSince, boolean burst) {
    final Episode episode = Episode.measured(1, kind, CYCLE, 100 * MILLI, value, value / 10, 2);
    return explainer.explain(
        episode, new TasksInForce(2, "a swap of quoting", List.of()), planSince, burst);
  }

  private Cause cause(double value) {
    return explain(AnomalyKind.SPIKE, value, 0, false).cause();
  }

  @Test
  void shouldBlameWhatTheKernelSaysTheLaneWaitedFor() {
    sample(90 * MILLI, 0, 0, 0);
    sample(110 * MILLI, 3 * MILLI, 0, 0);
    final Explanation found = explain(AnomalyKind.SPIKE, 4.0 * MILLI, 0, false);
    assertEquals(Cause.CONTEXT_SWITCH, found.cause());
    assertEquals(
        "the lane waited 3000000 ns for its core, 3 involuntary switches", found.evidence());
    assertTrue(found.told());
  }

  @Test
  void shouldBlamePagesThatWereNotThere() {
    sample(90 * MILLI, 0, 0, 0, 3);
    sample(110 * MILLI, 0, 0, 0, 13);
    assertEquals(Cause.PAGE_FAULT, cause(6_000));
    assertEquals(Cause.UNKNOWN, cause(60_000), "they account for a twelfth of that");
  }

  @Test
  void shouldNotTellOfAShortStall() {
    sample(90 * MILLI, 0, 0, 0);
    sample(110 * MILLI, MILLI, 0, 0);
    final Explanation found = explain(AnomalyKind.SPIKE, 1.0 * MILLI, 0, false);
    assertEquals(Cause.CONTEXT_SWITCH, found.cause());
    assertFalse(found.told());
  }

  @Test
  void shouldBlameTheHostForWhatItStoleAndACollectionBeforeEither() {
    sample(90 * MILLI, 0, 0, 0);
    sample(110 * MILLI, 10 * MILLI, 10 * MILLI, 0);
    assertEquals(Cause.HOST_STEAL, cause(10.0 * MILLI));
    sample(111 * MILLI, 10 * MILLI, 10 * MILLI, 1);
    assertEquals(Cause.HOST_STEAL, cause(10.0 * MILLI), "the collection came later");
    final MachineLog other = new MachineLog(null, () -> null, List.of());
    other.add(new MachineSample(90 * MILLI, List.of(), 0, 0));
    other.add(new MachineSample(110 * MILLI, List.of(), 1, 5));
    final Episode episode =
        Episode.measured(1, AnomalyKind.SPIKE, CYCLE, 100 * MILLI, 5.0 * MILLI, 1, 1);
    assertEquals(
        Cause.SAFEPOINT,
        new Explainer(other, jvm, 3, 2 * MILLI)
            .explain(episode, TasksInForce.NONE, 0, false)
            .cause());
  }

  @Test
  void shouldBlameACollectionForTheEmptyCachesRightAfterIt() {
    sample(60 * MILLI, 0, 0, 0);
    sample(80 * MILLI, 0, 0, 0);
    sample(93 * MILLI, 0, 0, 1);
    sample(110 * MILLI, 0, 0, 1);
    assertEquals(Cause.SAFEPOINT, cause(7_000));
    sample(120 * MILLI, 0, 0, 1);
    final Episode later = Episode.measured(2, AnomalyKind.SPIKE, CYCLE, 118 * MILLI, 7_000, 700, 2);
    assertEquals(Cause.UNKNOWN, explainer.explain(later, TasksInForce.NONE, 0, false).cause());
  }

  @Test
  void shouldNotBlameWhatIsMuchShorterThanTheAnomaly() {
    sample(90 * MILLI, 0, 0, 0);
    sample(110 * MILLI, 1_000, 0, 0);
    assertEquals(Cause.UNKNOWN, cause(1.0 * MILLI));
  }

  private Explanation stuck(long nanos, boolean returned) {
    final Subject task = new Subject("task:quoting", 0, 3);
    final Episode episode =
        Episode.measured(1, AnomalyKind.STUCK, task, 100 * MILLI, (double) nanos, 50_000, 2);
    if (returned) {
      episode.end();
    }
    return explainer.explain(episode, TasksInForce.NONE, 0, false);
  }

  @Test
  void shouldBlameATaskThatDoesNotReturn() {
    final Explanation found = stuck(MILLI, false);
    assertEquals(Cause.TASK, found.cause());
    assertTrue(found.told());
  }

  @Test
  void shouldBlameATaskThatReturnedOnlyIfItWasAwayForLongerThanAHostIs() {
    assertFalse(stuck(MILLI, true).told());
    final Explanation once = stuck(3 * MILLI, true);
    assertTrue(once.told(), "the lane did stand");
    assertEquals(Cause.UNKNOWN, once.cause());
    assertEquals(
        "task:quoting returned after 3000000 ns, and nothing else happened at the time",
        once.evidence());
    assertEquals(Cause.TASK, stuck(20 * MILLI, true).cause());
  }

  @Test
  void shouldFindACollectionThatNoEventMet() {
    final Standstills standstills = new Standstills(2 * MILLI);
    sample(80 * MILLI, 0, 0, 0);
    assertNull(standstills.look(log, 2, List.of()));
    sample(100 * MILLI, 0, 0, 1);
    assertNull(new Standstills(6 * MILLI).look(log, 2, List.of()), "too short to be told");
    final Episode found = standstills.look(log, 2, List.of());
    assertEquals(5.0 * MILLI, found.value());
    assertTrue(found.over());
    final Explanation explanation = explainer.explain(found, TasksInForce.NONE, 0, false);
    assertEquals(Cause.SAFEPOINT, explanation.cause());
    assertTrue(explanation.told());
    assertNull(standstills.look(log, 2, List.of(found)), "it is known");
    sample(120 * MILLI, 0, 0, 1);
    assertNull(standstills.look(log, 2, List.of()));
  }

  @Test
  void shouldBlameThePlanThatHasJustComeIntoForce() {
    assertEquals(Cause.SWAP, explain(AnomalyKind.SHIFT, 9, 99 * MILLI, false).cause());
    assertEquals(Cause.UNKNOWN, explain(AnomalyKind.SHIFT, 9, 0, false).cause());
    assertEquals(Cause.UNKNOWN, explain(AnomalyKind.SHIFT, 9, 101 * MILLI, false).cause());
  }

  @Test
  void shouldBlameABurstForWhatItMakes() {
    assertEquals(Cause.MARKET_BURST, explain(AnomalyKind.QUEUE, 9, 0, true).cause());
    assertEquals(Cause.MARKET_BURST, explain(AnomalyKind.BURST, 9, 0, false).cause());
    assertEquals(Cause.FEED_SILENCE, explain(AnomalyKind.SILENCE, 9, 0, false).cause());
  }

  @Test
  void shouldBlameAStopThatTheJvmTellsOf() {
    jvm.add(new JvmAct(JvmAct.Kind.STOP, "", 96 * MILLI, 99 * MILLI, "Cleanup had all stand"));
    final Explanation found = explain(AnomalyKind.SPIKE, 4.0 * MILLI, 0, false);
    assertEquals(Cause.SAFEPOINT, found.cause());
    assertEquals("Cleanup had all stand, 3000000 ns", found.evidence());
    assertTrue(found.told());
    assertEquals(Cause.UNKNOWN, cause(9.0 * MILLI), "it accounts for a third of that only");
  }

  @Test
  void shouldBlameCodeThatTheLaneHadThrownAway() {
    jvm.add(new JvmAct(JvmAct.Kind.DEOPTIMISATION, "main", 99 * MILLI, 99 * MILLI, "unstable_if"));
    assertEquals(Cause.UNKNOWN, cause(5_000));
    jvm.add(
        new JvmAct(
            JvmAct.Kind.DEOPTIMISATION,
            "hairspring-lane-0",
            99 * MILLI,
            99 * MILLI,
            "unstable_if"));
    assertEquals(Cause.COMPILATION, cause(5_000));
  }

  @Test
  void shouldKnowWhetherItHasSeenTheTimeAfterAMoment() {
    assertFalse(log.covers(1));
    sample(10, 0, 0, 0);
    assertTrue(log.covers(10));
    assertFalse(log.covers(11));
  }
}
