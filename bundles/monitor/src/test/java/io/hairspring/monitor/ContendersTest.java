package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.monitor.observe.Episode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContendersTest {
  private final List<Disturbance> there = new ArrayList<>();
  private final List<Double> asked = new ArrayList<>();
  private final List<Episode> found = new ArrayList<>();
  private final Contenders contenders = new Contenders();
  private long now = 1_000_000_000;

  private final LaneContention contention =
      new LaneContention() {
        @Override
        public List<ContentionSample> sample() {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<CacheSample> caches() {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<Disturbance> disturbances(double stepInflation) {
          asked.add(stepInflation);
          return List.copyOf(there);
        }

        @Override
        public List<Disturbance> lately() {
          throw new UnsupportedOperationException();
        }
      };

  private void look(double inflation) {
    contenders.look(now, 7, contention, () -> inflation, found::add);
    now += Contenders.EVERY_NANOS;
  }

  private void is(Kind kind, double severity) {
    there.clear();
    there.add(new Disturbance("lane-0", 1, kind, severity, "it was so", "do this"));
  }

  @Test
  void shouldTellWhoTakesALanesCoreWhenItIsSeenTwiceInARow() {
    is(Kind.CORE_TAKEN, 0.02);
    look(1);
    assertEquals(List.of(), found);
    look(1);
    look(1);
    assertEquals(1, found.size());
    assertEquals(AnomalyKind.CONTENTION, found.get(0).kind());
    assertEquals("lane:lane-0", found.get(0).subject().name());
    assertEquals(Cause.CONTEXT_SWITCH, contenders.explain(found.get(0)).cause());
    assertEquals("it was so; do this", contenders.explain(found.get(0)).evidence());
  }

  @Test
  void shouldTellAContendedCacheAndAHostThatSteals() {
    is(Kind.CACHE_CONTENDED, 2.5);
    there.add(new Disturbance("lane-0", 1, Kind.CORE_STOLEN_BY_HOST, 0.1, "", ""));
    look(2);
    look(2);
    assertEquals(
        List.of(Cause.CACHE, Cause.HOST_STEAL),
        found.stream().map(episode -> contenders.explain(episode).cause()).toList());
  }

  @Test
  void shouldEndWhatIsFoundNoMore() {
    is(Kind.CORE_TAKEN, 0.02);
    look(1);
    look(1);
    assertFalse(found.get(0).over());
    there.clear();
    look(1);
    assertTrue(found.get(0).over());
  }

  @Test
  void shouldNotTellWhatIsLessThanAHundredth() {
    is(Kind.CORE_TAKEN, 0.009);
    look(1);
    look(1);
    assertEquals(List.of(), found);
  }

  @Test
  void shouldAskEveryTwoSecondsAndSayHowMuchLongerStepsTake() {
    look(1.5);
    contenders.look(now - 1, 7, contention, () -> 9, found::add);
    look(1.6);
    assertEquals(List.of(1.5, 1.6), asked);
  }

  @Test
  void shouldDoNothingWhereNobodySeesTheLanes() {
    contenders.look(now, 7, null, () -> 1, found::add);
    assertEquals(List.of(), found);
  }

  @Test
  void shouldEndWhatIsUnderWayWhenNobodySeesTheLanesAnyMore() {
    is(Kind.CORE_TAKEN, 0.02);
    look(1);
    look(1);
    contenders.look(now, 7, null, () -> 1, found::add);
    assertTrue(found.get(0).over());
    now += Contenders.EVERY_NANOS;
    look(1);
    assertEquals(1, found.size(), "twice in a row is said anew");
  }

  @Test
  void shouldNameALaneByItsNumber() {
    there.add(new Disturbance("hairspring-lane-1", 1, Kind.CORE_TAKEN, 0.02, "", ""));
    look(1);
    look(1);
    assertEquals("lane:1", found.get(0).subject().name());
    assertEquals(1, found.get(0).subject().lane());
  }
}
