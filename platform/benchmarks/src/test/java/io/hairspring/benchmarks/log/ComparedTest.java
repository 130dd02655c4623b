package io.hairspring.benchmarks.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ComparedTest {
  private final Compared compared = new Compared();

  @Test
  void shouldSayWhatTheRecordCostsOverAllPairsOfBlocks() {
    compared.add(new Compared.Pair(110, 100, 1_000));
    compared.add(new Compared.Pair(250, 200, 2_000));
    compared.add(new Compared.Pair(280, 200, 2_000));
    assertEquals(50, compared.difference().median());
    assertEquals(3, compared.difference().count());
  }

  @Test
  void shouldTellApartThePairsBesideWhichNobodySharedTheCore() {
    compared.add(new Compared.Pair(107, 100, 1_000));
    compared.add(new Compared.Pair(108, 100, 1_150));
    compared.add(new Compared.Pair(109, 100, 1_080));
    compared.add(new Compared.Pair(250, 200, 1_160));
    compared.add(new Compared.Pair(90, 200, 1_900));
    assertEquals(8, compared.differenceAlone().median());
    assertEquals(3, compared.differenceAlone().count());
  }

  @Test
  void shouldHaveNothingToSayOfNoPairs() {
    assertEquals(0, compared.differenceAlone().count());
    assertEquals(0, compared.difference().median());
  }
}
