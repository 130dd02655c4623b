package io.hairspring.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.hairspring.benchmarks.compare.Verdict.Kind;
import io.hairspring.benchmarks.compare.Verdict.Margin;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On noise that is worse than typical medians of runs in alternation have: Student's t with three
 * degrees of freedom, whose tails are heavy, on a scale of 2%; a host that drifts by 20% over the
 * rounds and hits both of a pair; and one run in fifty that takes up to three times as long.
 */
class VerdictTest {
  private static final int ROUNDS = 30;
  private static final int METRICS = 30;
  private static final int TRIES = 20;
  private static final double SCALE = 0.02;
  private static final double DRIFT = 0.2;
  private static final int STOLEN_EVERY = 50;

  private static double run(Random random, int round) {
    final double t =
        random.nextGaussian()
            / Math.sqrt(
                (square(random.nextGaussian())
                        + square(random.nextGaussian())
                        + square(random.nextGaussian()))
                    / 3);
    final double stolen = random.nextInt(STOLEN_EVERY) == 0 ? 1 + 2 * random.nextDouble() : 1;
    return 100 * Math.exp(SCALE * t) * stolen * (1 + DRIFT * Math.sin(round));
  }

  private static double square(double value) {
    return value * value;
  }

  private static Verdict verdict(Random random, double factor, Margin margin) {
    final double[] before = new double[ROUNDS];
    final double[] after = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      before[round] = run(random, round);
      after[round] = factor * run(random, round);
    }
    return Verdict.of(before, after, margin, METRICS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void shouldCatchTenPerCentInEachOfTwentyTries(long seed) {
    final Random random = new Random(seed);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      final Verdict verdict = verdict(random, 1.10, Margin.PAIRED);
      assertEquals(Kind.SLOWER, verdict.kind(), verdict::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void shouldNotFireOnTheSameInTwentyTriesOfThirtyMetrics(long seed) {
    final Random random = new Random(seed);
    for (int i = 0; i < TRIES * METRICS; i++) {
      final Verdict verdict = verdict(random, 1, Margin.PAIRED);
      assertNotEquals(Kind.SLOWER, verdict.kind(), verdict::toString);
      assertNotEquals(Kind.FASTER, verdict.kind(), verdict::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void shouldTellWhatBecameFaster(long seed) {
    assertEquals(Kind.FASTER, verdict(new Random(seed), 1 / 1.15, Margin.PAIRED).kind());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.98, 1, 1.02})
  void shouldCallTheSameWhatDiffersByLessThanCounts(double factor) {
    final double[] before = new double[ROUNDS];
    Arrays.setAll(before, i -> 100 + i % 3);
    final double[] after = Arrays.stream(before).map(value -> factor * value).toArray();
    assertEquals(Kind.SAME, Verdict.of(before, after, Margin.PAIRED, METRICS).kind());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.6})
  void shouldLeaveUndecidedWhatIsAllNoise(double spread) {
    final Random random = new Random(3);
    final double[] before = new double[ROUNDS];
    final double[] after = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      before[i] = 100 * Math.exp(spread * random.nextGaussian());
      after[i] = 100 * Math.exp(spread * random.nextGaussian());
    }
    assertEquals(Kind.UNDECIDED, Verdict.of(before, after, Margin.PAIRED, METRICS).kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30})
  void shouldKnowTheLeastNumberOfPairs(int judged) {
    final int pairs = Verdict.leastPairs(judged);
    final double[] ones = new double[pairs];
    final double[] twos = new double[pairs];
    Arrays.fill(ones, 1);
    Arrays.setAll(twos, i -> 2 + 0.01 * i);
    assertEquals(Kind.SLOWER, Verdict.of(ones, twos, Margin.PAIRED, judged).kind());
    final double[] less = Arrays.copyOf(twos, pairs - 1);
    assertNotEquals(
        Kind.SLOWER,
        Verdict.of(Arrays.copyOf(ones, pairs - 1), less, Margin.PAIRED, judged).kind());
  }
}
