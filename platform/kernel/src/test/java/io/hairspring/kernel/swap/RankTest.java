package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class RankTest {
  private static Rank rank(String bundle, String version, int ranking) {
    return new Rank(bundle, Version.parseVersion(version), ranking, 3, 4);
  }

  @Test
  void shouldTakeTheHigherVersionOfABundleForASuccessor() {
    assertTrue(rank("a", "1.0.1", 0).outranks(rank("a", "1.0.0", 5)));
    assertFalse(rank("a", "1.0.0", 5).outranks(rank("a", "1.0.1", 0)));
    assertFalse(rank("a", "1.0.0", 0).outranks(rank("a", "1.0.0", 0)));
  }

  @Test
  void shouldTakeTheHigherRankingWhenVersionsDoNotTell() {
    assertTrue(rank("a", "1.0.0", 1).outranks(rank("a", "1.0.0", 0)));
    assertTrue(rank("b", "0.0.1", 1).outranks(rank("a", "9.0.0", 0)));
    assertFalse(rank("b", "9.0.0", 0).outranks(rank("a", "1.0.0", 0)));
  }

  @Test
  void shouldReadARankingThatAConfigurationHasAsText() {
    assertEquals(3, Rank.ranking(3));
    assertEquals(3, Rank.ranking(" 3"));
    assertEquals(-2, Rank.ranking("-2"));
    assertEquals(0, Rank.ranking("high"));
    assertEquals(0, Rank.ranking(null));
  }

  @Test
  void shouldNameBundleAndVersionForAPerson() {
    assertEquals(" 1.0.1 [3]", rank("a", "1.0.1", 0).line());
    assertEquals("", Rank.NONE.line());
  }
}
