package io.hairspring.monitor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each detector on series whose changes are known. */
class DetectorsTest {
  private final Random random = new Random(7);

  /** Position of the first alarm, from 0; -1 for none. */
  private static int alarm(int values, IntToDoubleFunction series, DoublePredicate detector) {
    for (int i = 0; i < values; i++) {
      if (detector.test(series.applyAsDouble(i))) {
        return i;
      }
    }
    return -1;
  }

  private double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  @Test
  void shouldFindASpikeAtOnceAndNoneInNoise() {
    final RobustSpike spike = new RobustSpike(8, 1.5, 1_000);
    assertEquals(-1, alarm(200_000, i -> normal(1_000, 50), spike::add));
    assertEquals(1_000, spike.median(), 15);
    assertEquals(50 / 1.4826, spike.deviation(), 12);
    assertTrue(spike.add(2_000));
    assertFalse(spike.add(1_100));
  }

  @Test
  void shouldNotHaveItsBaselineMovedByOutliers() {
    final RobustSpike spike = new RobustSpike(8, 1.5, 1_000);
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      found += spike.add(i > 1_000 && i % 20 == 0 ? 1e6 : normal(1_000, 50)) ? 1 : 0;
    }
    assertEquals(1_000, spike.median(), 30);
    assertEquals(4_949, found, 50);
  }

  @Test
  void shouldFollowANewLevelAfterAWhile() {
    final RobustSpike spike = new RobustSpike(8, 1.5, 1_000);
    alarm(10_000, i -> normal(1_000, 50), spike::add);
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      found += spike.add(normal(5_000, 50)) ? 1 : 0;
    }
    assertTrue(found > 0 && found < 5_000, "found " + found);
    assertEquals(5_000, spike.median(), 50);
  }

  @Test
  void shouldFindAShiftWithinTheExpectedNumberOfValues() {
    final Cusum cusum = new Cusum(0.5, 8, 200, 0.02);
    assertEquals(-1, alarm(1_200, i -> normal(100, 5), cusum::add));
    // Two deviations: 8 / (2 - 0.5) values, a little more or less.
    final int found = alarm(100, i -> normal(110, 5), cusum::add);
    assertTrue(found >= 1 && found < 20, "found after " + found);
  }

  @Test
  void shouldGiveTheFalseAlarmsOfAShiftThatTheFormulaSays() {
    assertEquals(930, Cusum.meanRunLength(0.5, 5), 20);
    final Cusum cusum = new Cusum(0.5, 5, 100_000, 0.02);
    alarm(100_000, i -> random.nextGaussian(), cusum::add);
    int alarms = 0;
    for (int i = 0; i < 400_000; i++) {
      alarms += cusum.add(random.nextGaussian()) ? 1 : 0;
    }
    assertEquals(400_000 / Cusum.meanRunLength(0.5, 5), alarms, 150);
  }

  @Test
  void shouldLearnAnewWhatIsUsual() {
    final Cusum cusum = new Cusum(1, 10, 100, 0.02);
    alarm(200, i -> normal(100, 5), cusum::add);
    cusum.restart();
    assertEquals(-1, alarm(500, i -> normal(300, 5), cusum::add));
    assertEquals(300, cusum.mean(), 3);
  }

  @Test
  void shouldFindACreepingPercentileAndNoneThatWavers() {
    final PercentileTrend trend = new PercentileTrend(24, 4.26, 0.25);
    assertEquals(-1, alarm(20_000, i -> normal(1_000, 200), trend::add));
    final int found = alarm(60, i -> normal(1_000 + 40 * i, 50), trend::add);
    assertTrue(found > 0 && found <= 40, "found after " + found);
    assertTrue(trend.rise() > 0.25);
    trend.restart();
    assertFalse(trend.add(9_000));
  }

  @Test
  void shouldNotCallARiseThatIsTooSmallATrend() {
    final PercentileTrend trend = new PercentileTrend(24, 4.26, 0.25);
    assertEquals(-1, alarm(40, i -> 1_000 + i, trend::add));
  }

  @Test
  void shouldFindMoreScatterWhereverTheMeanIs() {
    final JitterRise jitter = new JitterRise(4, 1_024);
    assertEquals(-1, alarm(100_000, i -> normal(1_000, 10), jitter::add));
    // The mean moves alone.
    assertEquals(-1, alarm(20_000, i -> normal(3_000, 10), jitter::add));
    final int found = alarm(20_000, i -> normal(3_000, 80), jitter::add);
    assertTrue(found > 0 && found < 2_000, "found after " + found);
    assertTrue(jitter.scatter() > 4 * jitter.usual());
    jitter.restart();
    assertEquals(-1, alarm(20_000, i -> normal(3_000, 80), jitter::add));
  }

  @Test
  void shouldFindABurstInItsOwnWindowAndNoneInPoissonArrivals() {
    final ArrivalBurst burst = new ArrivalBurst(1_000_000, 4, 1e-9);
    final double[] now = {1};
    for (int i = 0; i < 500_000; i++) {
      now[0] += -Math.log(1 - random.nextDouble()) * 10_000;
      assertFalse(burst.add((long) now[0]));
    }
    assertEquals(100, burst.usual(), 15);
    int found = 0;
    int at = -1;
    for (int i = 0; i < 1_000; i++) {
      now[0] += 500;
      if (burst.add((long) now[0])) {
        found++;
        at = i;
      }
    }
    assertEquals(1, found);
    assertTrue(at < 600, "found at " + at);
  }

  @Test
  void shouldTakeIdleWindowsForPartOfWhatIsUsual() {
    final ArrivalBurst burst = new ArrivalBurst(1_000_000, 4, 1e-9);
    long now = 1;
    for (int i = 0; i < 400; i++) {
      burst.add(now);
      now += 10_000_000;
    }
    assertEquals(0.1, burst.usual(), 0.05);
    assertTrue(burst.limitCount() < 20);
  }

  @Test
  void shouldFindAQueueThatGrowsAndNotOneThatIsWorkedOff() {
    final QueueGrowth queue = new QueueGrowth(100, 5);
    for (int i = 0; i < 1_000; i++) {
      // Long, but now longer and now shorter.
      assertFalse(queue.look(150 + i % 3));
    }
    int found = -1;
    for (int i = 0; i < 10 && found < 0; i++) {
      found = queue.look(200 + 20 * i) ? i : -1;
    }
    assertTrue(found >= 2 && found <= 5, "found after " + found);
    assertFalse(queue.look(0));
  }

  @Test
  void shouldFindASilenceLongerThanAnyBeforeAndOnlyOnce() {
    final FeedSilence silence = new FeedSilence(1_000, 4, 100);
    long now = 0;
    long count = 0;
    for (int i = 0; i < 100_000; i++) {
      now += 50;
      count += i % 10 == 0 ? 1 : 0;
      assertFalse(silence.look(now, count));
    }
    int found = 0;
    for (int i = 0; i < 1_000; i++) {
      now += 50;
      found += silence.look(now, count) ? 1 : 0;
    }
    assertEquals(1, found);
    assertTrue(silence.silent() > silence.limit());
    assertFalse(silence.look(now + 50, count + 1));
  }

  @Test
  void shouldNotCountTimeInWhichNobodyLookedAsSilence() {
    final FeedSilence silence = new FeedSilence(1_000, 4, 100);
    silence.look(1, 1);
    assertFalse(silence.look(1_000_000, 1));
    assertEquals(100, silence.silent());
  }

  @Test
  void shouldFindAStuckTaskOnceAndTheNextOneAgain() {
    final StuckTask stuck = new StuckTask();
    assertFalse(stuck.look(1_000, 0, 10));
    assertFalse(stuck.look(1_010, 1_000, 10));
    assertTrue(stuck.look(1_011, 1_000, 10));
    assertFalse(stuck.look(1_012, 1_000, 10));
    assertTrue(stuck.look(2_011, 2_000, 10));
  }

  @Test
  void shouldCountHowManyInARowAreOverTheirLimit() {
    final OverLimit over = new OverLimit();
    assertEquals(1, over.add(true));
    assertEquals(2, over.add(true));
    assertEquals(0, over.add(false));
    assertEquals(1, over.add(true));
  }
}
