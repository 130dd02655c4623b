package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.SwapTotals;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.kernel.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class SwapDeskTest {
  private static final SwapSettings SETTINGS =
      new SwapSettings(true, "", 0, "", 0, 0, 1_000, SwapSettings.ANY, 100, 64, 50, 200, 64, true);

  private final VirtualClock clock = new VirtualClock();
  private final SwapDesk desk = new SwapDesk(SETTINGS, clock);
  private final FakeCourse course = new FakeCourse("quoting");
  private final List<String> journal = new ArrayList<>();

  private void pass(long millis) {
    clock.advanceTo(clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void arrive() {
    desk.journal(
        (kind, code, value, text) -> {
          assertEquals(ControlKind.SWAP, kind);
          return journal.add(State.values()[code] + " " + value);
        });
    desk.arrive(course);
    desk.turn();
  }

  private SwapStatus status() {
    final List<SwapStatus> all = desk.swaps();
    return all.get(all.size() - 1);
  }

  private void bringIntoForce() {
    arrive();
    course.shadow = Progress.done("warm");
    desk.turn();
    assertEquals(State.PROBATION, status().state());
  }

  @Test
  void shouldGoFromArrivalToRetirementAndNoteEachStep() {
    bringIntoForce();
    assertTrue(desk.busy());
    course.events = 50;
    pass(200);
    desk.turn();
    assertEquals(State.RETIRED, status().state());
    assertFalse(desk.busy());
    assertEquals(
        List.of("ARRIVED 1", "SHADOW 1", "WARM 1", "HAND_OVER 1", "PROBATION 1", "RETIRED 1"),
        journal);
    assertEquals("retire", course.moves.get(course.moves.size() - 1));
    assertFalse(course.moves.contains("drop"));
  }

  @Test
  void shouldComeIntoForceWithoutAShadowWhenThereIsNothingToWarm() {
    course.begin = Progress.done("not warmed up");
    arrive();
    assertEquals(State.PROBATION, status().state());
    assertFalse(course.moves.contains("shadow"));
  }

  @Test
  void shouldStayInProbationUntilBothItsTimeAndItsEventsAreOver() {
    bringIntoForce();
    pass(1_000);
    desk.turn();
    assertEquals(State.PROBATION, status().state(), "the market is quiet");
    course.events = 50;
    desk.turn();
    assertEquals(State.RETIRED, status().state());
  }

  @Test
  void shouldRefuseWhatFailsInTheShadow() {
    arrive();
    course.shadow = Progress.failed("threw up");
    desk.turn();
    assertEquals(State.REFUSED, status().state());
    assertEquals("threw up", status().reason());
    assertEquals("drop", course.moves.get(course.moves.size() - 1));
  }

  @Test
  void shouldRefuseWhatIsNotWarmInTime() {
    arrive();
    pass(1_000);
    desk.turn();
    assertEquals(State.REFUSED, status().state());
    assertEquals("not warm after 1000 ms (swap.limit): is rehearsed", status().reason());
  }

  @Test
  void shouldRefuseWhatCannotBeHandedOver() {
    arrive();
    course.shadow = Progress.done("warm");
    course.handOver = Progress.failed("unreadable");
    desk.turn();
    assertEquals(State.REFUSED, status().state());
    assertEquals("unreadable", status().reason());
  }

  @Test
  void shouldAskForTheHandOverAgainAndRefuseItWhenNoBoundaryComes() {
    arrive();
    course.shadow = Progress.done("warm");
    course.handOver = Progress.waiting("busy");
    desk.turn();
    assertEquals(State.HAND_OVER, status().state());
    pass(50);
    desk.turn();
    assertEquals(State.HAND_OVER, status().state());
    pass(50);
    desk.turn();
    assertEquals(State.REFUSED, status().state());
    assertEquals("no cycle boundary within 100 ms (swap.handover): busy", status().reason());
    assertEquals(3, course.moves.stream().filter("hand over"::equals).count());
  }

  @Test
  void shouldRefuseASuccessorWhoseMoveThrows() {
    course.thrown = new IllegalStateException("no luck");
    arrive();
    assertEquals(State.REFUSED, status().state());
    assertEquals("unexpected java.lang.IllegalStateException: no luck", status().reason());
  }

  @Test
  void shouldEndASwapWhoseComponentsThrowWhenTheyAreLetGo() {
    course.begin = Progress.failed("cannot be opened");
    course.thrownAtTheEnd = new IllegalStateException("close");
    arrive();
    assertEquals(State.REFUSED, status().state());
    assertEquals("cannot be opened", status().reason());
    assertFalse(desk.busy());
    final FakeCourse second = new FakeCourse("taking");
    second.thrownAtTheEnd = course.thrownAtTheEnd;
    desk.arrive(second);
    desk.turn();
    desk.closed();
    assertEquals(State.REFUSED, status().state());
    assertFalse(desk.busy());
  }

  @Test
  void shouldRollBackWhenProbationFailsAndKeepTheReason() {
    bringIntoForce();
    course.probation = Progress.failed("too slow");
    desk.turn();
    assertEquals(State.ROLLED_BACK, status().state());
    assertEquals("too slow", status().reason());
    final int moves = course.moves.size();
    assertEquals(List.of("give back", "drop"), course.moves.subList(moves - 2, moves));
  }

  @Test
  void shouldRollBackWhenATaskOfTheSuccessorFails() {
    bringIntoForce();
    assertFalse(desk.failed(cycle -> false, "it threw"), "somebody else's");
    assertTrue(desk.failed(course.task, "it threw"));
    desk.turn();
    assertEquals(State.ROLLED_BACK, status().state());
    assertEquals("it threw", status().reason());
  }

  @Test
  void shouldNotTakeFailuresOfASuccessorThatIsNotInForce() {
    arrive();
    assertFalse(desk.failed(course.task, "it threw"));
  }

  @Test
  void shouldNotSayThatItIsRolledBackBeforeTheOldOneIsInForce() {
    bringIntoForce();
    course.giveBack = Progress.failed("no boundary");
    desk.failed(course.task, "it threw");
    desk.turn();
    assertEquals(State.ROLLING_BACK, status().state());
    course.thrown = new IllegalStateException("worse");
    desk.turn();
    assertEquals(State.ROLLING_BACK, status().state());
    course.thrown = null;
    course.giveBack = Progress.done("");
    desk.turn();
    assertEquals(State.ROLLED_BACK, status().state());
    assertEquals("it threw", status().reason());
  }

  @Test
  void shouldRollBackWhenAMoveThrowsInProbation() {
    bringIntoForce();
    course.thrown = new IllegalStateException("odd");
    desk.turn();
    assertEquals(State.ROLLING_BACK, status().state());
    assertEquals("unexpected java.lang.IllegalStateException: odd", status().reason());
  }

  @Test
  void shouldRefuseASuccessorThatLeavesBeforeItIsInForce() {
    arrive();
    assertFalse(desk.leaves(course.next));
    assertEquals(State.REFUSED, status().state());
    assertEquals("it left before it came into force", status().reason());
    assertFalse(desk.busy());
  }

  @Test
  void shouldBringTheOldOneBackWhenTheSuccessorLeavesInProbation() {
    bringIntoForce();
    course.giveBack = Progress.waiting("busy");
    assertTrue(desk.leaves(course.next), "the lane still has it");
    course.giveBack = Progress.done("");
    assertFalse(desk.leaves(course.next));
    assertEquals(State.ROLLED_BACK, status().state());
  }

  @Test
  void shouldEndTheProbationWhenTheOldOneLeaves() {
    bringIntoForce();
    assertFalse(desk.leaves(course.old));
    assertEquals(State.RETIRED, status().state());
    assertEquals("the one before it has left", status().reason());
  }

  @Test
  void shouldHandOverAtOnceWhenTheOldOneLeaves() {
    arrive();
    assertFalse(desk.leaves(course.old));
    assertEquals(State.RETIRED, status().state());
    assertEquals("in force; the one before it leaves", status().reason());
    assertEquals(List.of("begin", "shadow", "hurry", "hand over"), course.moves.subList(0, 4));
    assertEquals("retire", course.moves.get(course.moves.size() - 1));
  }

  @Test
  void shouldNeedTheOldOneUntilTheSuccessorIsInForce() {
    arrive();
    course.hurry = Progress.waiting("still in the shadow");
    assertTrue(desk.leaves(course.old));
    assertTrue(desk.incumbent(course.old));
    assertEquals(State.SHADOW, status().state());
    course.hurry = Progress.done("not warm");
    course.handOver = Progress.waiting("busy");
    assertTrue(desk.leaves(course.old));
    course.handOver = Progress.done("in force");
    assertFalse(desk.leaves(course.old));
    assertEquals(State.RETIRED, status().state());
    assertFalse(desk.incumbent(course.old));
  }

  @Test
  void shouldGoOnWithoutTheOldOneWhenItCouldNotWait() {
    arrive();
    course.hurry = Progress.waiting("still in the shadow");
    assertTrue(desk.leaves(course.old));
    desk.gone(course.old);
    assertEquals(State.SHADOW, status().state());
    course.hurry = Progress.failed("it threw in the shadow");
    desk.turn();
    assertEquals(State.REFUSED, status().state());
    assertEquals("it threw in the shadow", status().reason());
  }

  @Test
  void shouldHandOverToAWaitingSuccessorWhenTheOldOneLeaves() {
    arrive();
    final FakeCourse other = new FakeCourse("taking");
    desk.arrive(other);
    assertTrue(desk.incumbent(other.old));
    assertFalse(desk.leaves(other.old));
    assertEquals(State.RETIRED, desk.swaps().get(0).state());
    assertEquals(List.of("hurry", "hand over"), other.moves.subList(0, 2));
    assertEquals(State.SHADOW, status().state(), "the one whose turn it is goes on");
  }

  @Test
  void shouldKeepTheSuccessorThatHasFailedWhenTheOldOneLeavesOnItsWayBack() {
    bringIntoForce();
    course.giveBack = Progress.waiting("busy");
    desk.failed(course.task, "it threw");
    assertTrue(desk.leaves(course.old));
    desk.gone(course.old);
    assertEquals(State.RETIRED, status().state());
    assertEquals("it threw; it stays, because the one before it has left", status().reason());
    assertFalse(desk.busy());
  }

  @Test
  void shouldTellWhomASwapInvolvesAndCountWhatBecameOfAll() {
    assertFalse(desk.uses(7));
    bringIntoForce();
    assertTrue(desk.uses(7));
    assertFalse(desk.uses(8));
    assertTrue(desk.usesService(70));
    assertFalse(desk.usesService(71));
    assertEquals(new SwapTotals(0, 0, 0, 1, 0), desk.totals());
    desk.failed(course.task, "it threw");
    desk.turn();
    assertFalse(desk.uses(7));
    desk.arrive(new FakeCourse("taking"));
    desk.arrive(new FakeCourse("taking"));
    assertEquals(new SwapTotals(0, 1, 1, 1, 0), desk.totals());
    desk.users(who -> who.test(new Rank("other", Version.emptyVersion, 0, 8, 80)));
    assertTrue(desk.uses(8));
  }

  @Test
  void shouldMakeOneSwapAtATimeInTheOrderOfArrival() {
    arrive();
    final FakeCourse other = new FakeCourse("taking");
    desk.arrive(other);
    desk.turn();
    assertEquals(State.ARRIVED, status().state());
    assertEquals(List.of(), other.moves);
    course.shadow = Progress.failed("no");
    desk.turn();
    desk.turn();
    assertEquals(State.SHADOW, status().state());
    assertEquals(2, desk.swaps().size());
  }

  @Test
  void shouldRefuseAnEarlierSuccessorOfTheSameNameWhenALaterComes() {
    arrive();
    final FakeCourse waiting = new FakeCourse("quoting");
    desk.arrive(waiting);
    assertEquals(State.REFUSED, desk.swaps().get(0).state());
    final FakeCourse latest = new FakeCourse("quoting");
    desk.arrive(latest);
    assertEquals(State.REFUSED, desk.swaps().get(1).state());
    assertEquals("a later one has come: bundle a 1.0.1", desk.swaps().get(1).reason());
    assertEquals(State.ARRIVED, status().state());
  }

  @Test
  void shouldKeepASuccessorInProbationWhenALaterComes() {
    bringIntoForce();
    desk.arrive(new FakeCourse("quoting"));
    desk.turn();
    assertEquals(State.PROBATION, desk.swaps().get(0).state());
    assertEquals(State.ARRIVED, status().state());
  }

  @Test
  void shouldLetAWaitingSuccessorLeave() {
    arrive();
    final FakeCourse other = new FakeCourse("taking");
    desk.arrive(other);
    assertTrue(desk.holds(other.next));
    assertFalse(desk.leaves(other.next));
    assertFalse(desk.holds(other.next));
    assertEquals(State.REFUSED, desk.swaps().get(0).state());
    assertTrue(desk.holds(course.next));
  }

  @Test
  void shouldEndEverySwapWhenTheSessionIsClosed() {
    arrive();
    desk.arrive(new FakeCourse("taking"));
    desk.closed();
    assertFalse(desk.busy());
    desk.swaps()
        .forEach(
            swap -> {
              assertEquals(State.REFUSED, swap.state());
              assertEquals("the session was closed before it came into force", swap.reason());
            });
  }

  @Test
  void shouldKeepASuccessorInForceWhenTheSessionIsClosedInItsProbation() {
    bringIntoForce();
    desk.closed();
    assertEquals(State.RETIRED, status().state());
  }

  @Test
  void shouldGiveUpTheWayBackWhenTheSessionIsClosed() {
    bringIntoForce();
    course.giveBack = Progress.waiting("stuck");
    desk.failed(course.task, "it does not return");
    desk.turn();
    desk.closed();
    assertEquals(State.ROLLED_BACK, status().state());
    assertEquals("it does not return", status().reason());
  }

  @Test
  void shouldRememberTheLatestOnly() {
    course.begin = Progress.failed("no");
    for (int i = 0; i < Swaps.REMEMBERED + 5; i++) {
      desk.arrive(course);
      desk.turn();
    }
    assertEquals(Swaps.REMEMBERED, desk.swaps().size());
    assertEquals(6, desk.swaps().get(0).number());
  }
}
