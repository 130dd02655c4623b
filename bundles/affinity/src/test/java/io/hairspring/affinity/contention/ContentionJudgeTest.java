package io.hairspring.affinity.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.LaneContention;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentionJudgeTest {
  private static final long SECOND = 1_000_000_000;

  private double walk = 10;
  private int walks;
  private final ContentionJudge judge =
      new ContentionJudge(
          () -> {
            walks++;
            return walk;
          });

  private static ContentionSample core(long ran, long waited, long switches, long stolen) {
    return new ContentionSample("lane-0", 1, ran, waited, switches, 0, stolen, 0);
  }

  private static CacheSample cache(long instructions, long misses) {
    return new CacheSample("lane-0", 1, instructions, 2 * misses, misses);
  }

  @Test
  void shouldSayNothingOfALaneThatHasItsCoreForItself() {
    judge.core(core(0, 0, 0, 0));
    assertEquals(Optional.empty(), judge.core(core(SECOND, 900_000, 3, 0)));
  }

  @Test
  void shouldSayThatTheCoreWasTakenAndHowToSeeByWhom() {
    judge.core(core(0, 0, 0, 0));
    Disturbance found = judge.core(core(SECOND, SECOND, 40, 0)).orElseThrow();
    assertEquals(Kind.CORE_TAKEN, found.kind());
    assertEquals(0.5, found.severity());
    assertTrue(found.found().contains("waited 1000.0 ms"), found::found);
    assertTrue(found.found().contains("in 40 switches"), found::found);
    assertTrue(found.response().contains("perf sched record -C 1"), found::response);
  }

  @Test
  void shouldBlameTheHostForWhatItTook() {
    judge.core(core(0, 0, 0, 0));
    Disturbance found = judge.core(core(SECOND, 2_000_000, 1, 50_000_000)).orElseThrow();
    assertEquals(Kind.CORE_STOLEN_BY_HOST, found.kind());
    assertTrue(found.response().contains("vcpupin"), found::response);
  }

  @Test
  void shouldJudgeOnlyWhatHappenedSinceTheLastLookAndOnTheSameCore() {
    judge.core(core(SECOND, SECOND, 40, 0));
    assertEquals(Optional.empty(), judge.core(core(2 * SECOND, SECOND, 40, 0)));
    assertEquals(
        Optional.empty(),
        judge.core(new ContentionSample("lane-0", 3, 2 * SECOND, 2 * SECOND, 90, 0, 0, 0)));
  }

  @Test
  void shouldSeeByTheLanesMissesThatItsCacheIsContended() {
    judge.cache(cache(0, 0));
    assertEquals(Optional.empty(), judge.cache(cache(1_000_000, 1_000)));
    assertEquals(Optional.empty(), judge.cache(cache(2_000_000, 2_900)));
    Disturbance found = judge.cache(cache(3_000_000, 7_900)).orElseThrow();
    assertEquals(Kind.CACHE_CONTENDED, found.kind());
    assertEquals(5, found.severity(), 1e-9);
    assertTrue(found.response().contains("resctrl"), found::response);
  }

  @Test
  void shouldNotTakeAHandfulOfMissesForContention() {
    judge.cache(cache(0, 0));
    judge.cache(cache(1_000_000, 0));
    assertEquals(Optional.empty(), judge.cache(cache(2_000_000, 90)));
  }

  private Optional<Disturbance> look(double stepInflation) {
    judge.look();
    return judge.cache("lane-0", 1, stepInflation);
  }

  @Test
  void shouldBelieveTheWalkThroughMemoryOnlyWhenTheStepsTakeLongerToo() {
    look(1);
    assertEquals(Optional.empty(), look(1));
    walk = 40;
    assertEquals(Optional.empty(), look(1.1));
    assertEquals(Optional.empty(), look(LaneContention.UNKNOWN_INFLATION));
    look(2.5);
    Disturbance found = look(2.5).orElseThrow();
    assertEquals(Kind.CACHE_CONTENDED, found.kind());
    assertEquals(2.5, found.severity());
    walk = 10;
    assertEquals(Optional.empty(), look(2.5));
  }

  @Test
  void shouldWalkOnceForAllLanesAndSeldomWhileStepsAreAsFastAsEver() {
    for (int i = 0; i < 64; i++) {
      look(1);
      judge.cache("lane-1", 2, 1);
    }
    assertEquals(6, walks);
  }

  @Test
  void shouldNotCountAWalkThroughLinesThatNobodyHasTouchedForLong() {
    for (int i = 0; i < 10; i++) {
      look(1);
    }
    walk = 40;
    assertEquals(Optional.empty(), look(2.5), "they may have left the cache by themselves");
    assertTrue(look(2.5).isPresent());
  }

  @Test
  void shouldWalkThroughEveryLineOfTheProbeOnce() {
    CacheProbe probe = new CacheProbe(0);
    assertEquals((256 << 10) / 64, probe.lines());
    assertEquals((2 << 20) / 64, new CacheProbe(64L << 20).lines());
    assertTrue(probe.getAsDouble() > 0);
  }
}
