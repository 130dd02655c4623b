package io.hairspring.monitor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.AnomalyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final long RECOVERY = 1_000;

  private final ArrayBlockingQueue<Episode> found = new ArrayBlockingQueue<>(2);
  private final List<Episode> acted = new ArrayList<>();
  private final Episodes episodes = new Episodes(8, RECOVERY, found, acted::add);

  private void seen(String subject, long now, int run) {
    episodes.seen(AnomalyKind.DEADLINE, new Subject(subject, 0, 0), now, now, 1, 1, run, 1, 0);
  }

  @Test
  void shouldActOnceWhenSomethingIsSeenASecondTimeInARow() {
    seen("a", 0, 1);
    assertEquals(List.of(), acted);
    seen("a", 10, 2);
    seen("a", 20, 3);
    assertEquals(1, acted.size());
    assertEquals(1, found.size());
  }

  @Test
  void shouldDoNothingAboutWhatNobodyWasToldOf() {
    seen("a", 0, 1);
    seen("b", 0, 1);
    seen("c", 0, 1);
    seen("c", 10, 2);
    seen("c", 20, 3);
    assertEquals(List.of(), acted);
    assertEquals(3, episodes.dropped());

    found.clear();
    seen("c", 30, 4);
    assertEquals("c", acted.get(0).subject().name());
    assertEquals(1, found.size());
  }

  @Test
  void shouldNotKeepAliveByASingleOneWhatWasMore() {
    seen("a", 0, 1);
    seen("a", 10, 2);
    for (int now = 500; now <= 3_000; now += 500) {
      episodes.recover(now);
      seen("a", now, 1);
    }
    assertTrue(found.peek().over());
  }

  @Test
  void shouldCountTheTaskThatIsSlowAgainAndAgainAndTheOthersBesideIt() {
    seen("a", 0, 1);
    episodes.blame(0, 7, 9_000, 8_000);
    episodes.blame(0, 3, 2_000, 500);
    episodes.blame(0, 3, 4_000, 2_500);
    episodes.blame(0, 5, 8_000, 7_500);
    episodes.blame(1, 5, 8_000, 9_500);
    final Episode episode = found.peek();
    assertEquals(3, episode.blame().task());
    assertEquals(2, episode.blame().runs());
    assertEquals(2, episode.blame().otherRuns());
    assertEquals(4_000, episode.blame().mostNanos());
    assertEquals(500, episode.blame().typicalExcess());
    assertEquals(8_000, episode.blame().otherMostExcess());
  }

  @Test
  void shouldCountTheLongestOfTasksThatAreSlowByTurns() {
    seen("a", 0, 1);
    for (int i = 0; i < 3; i++) {
      episodes.blame(0, 5, 2_000, 1_000);
      episodes.blame(0, 3, 9_000, 8_000 + i);
    }
    final Blame blame = found.peek().blame();
    assertEquals(3, blame.task());
    assertEquals(3, blame.runs());
    assertEquals(8_001, blame.typicalExcess());
    assertEquals(3, blame.otherRuns());
    assertEquals(1_000, blame.otherMostExcess());
  }

  @Test
  void shouldNotTakeAStallForWhatATaskTakesTooLong() {
    seen("a", 0, 1);
    final long[] excesses = {600, 20_000, 21_000, 5_000_000, 22_000};
    for (final long excess : excesses) {
      episodes.blame(0, 3, excess + 1_000, excess);
    }
    assertEquals(21_000, found.peek().blame().typicalExcess());
    for (int i = 0; i < 100; i++) {
      episodes.blame(0, 3, 23_000, 22_000);
    }
    assertEquals(22_000, found.peek().blame().typicalExcess());
  }

  @Test
  void shouldKnowHowLongItWasSeenWithoutABreak() {
    seen("a", 0, 1);
    seen("a", 40, 2);
    seen("a", 200, 1);
    seen("a", 210, 2);
    seen("a", 230, 3);
    assertEquals(40, found.peek().longestRunNanos());
  }

  @Test
  void shouldEndWhatIsSeenNoMore() {
    seen("a", 0, 1);
    episodes.recover(RECOVERY);
    assertTrue(episodes.any());
    episodes.recover(RECOVERY + 1);
    assertTrue(found.peek().over());
  }

  @Test
  void shouldHaveAShiftLastFiveSecondsFromWhenItWasSeenLast() {
    final Subject cycles = new Subject("cycle:market", 0, 0);
    final long second = 1_000_000_000L;
    episodes.seen(AnomalyKind.SHIFT, cycles, 0, 0, 2, 1, 1, 1, 0);
    episodes.recover(4 * second);
    episodes.seen(AnomalyKind.SHIFT, cycles, 4 * second, 4 * second, 3, 2, 1, 1, 0);
    episodes.recover(9 * second);
    assertEquals(1, found.size(), "the second belongs to the first");
    assertFalse(found.peek().over());
    episodes.recover(9 * second + 1);
    assertTrue(found.peek().over());
  }

  @Test
  void shouldEndAllThatIsUnderWay() {
    seen("a", 0, 1);
    seen("b", 0, 2);
    episodes.clear();
    assertFalse(episodes.any());
    assertTrue(found.stream().allMatch(Episode::over));
  }
}
