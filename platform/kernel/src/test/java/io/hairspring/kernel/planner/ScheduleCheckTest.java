package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleCheckTest {
  private static final Problem CHAIN =
      new Problem(
          2,
          5,
          List.of(
              new Job(0, 10, List.of()).inGroup(1).asCritical(),
              new Job(1, 10, List.of(0)),
              new Job(2, 0, List.of()).onLane(1),
              new Job(3, 10, List.of()).inGroup(1)));

  private static final Placement FIRST = new Placement(0, 0, 0, 10);
  private static final Placement SECOND = new Placement(1, 1, 15, 25);
  private static final Placement INSTANT = new Placement(2, 1, 15, 15);
  private static final Placement GROUPED = new Placement(3, 0, 10, 20);

  private static void finds(String violation, Placement... placements) {
    assertEquals(List.of(violation), ScheduleCheck.violations(CHAIN, List.of(placements)));
  }

  @Test
  void shouldFindNothingWrongWithAValidSchedule() {
    assertEquals(
        List.of(), ScheduleCheck.violations(CHAIN, List.of(GROUPED, FIRST, SECOND, INSTANT)));
  }

  @Test
  void shouldTakeTheObjectiveFromThePlacements() {
    assertEquals(
        new Objective(10, 25),
        ScheduleCheck.objective(CHAIN, List.of(FIRST, SECOND, INSTANT, GROUPED)));
  }

  @Test
  void shouldFindJobsThatAreLostRepeatedOrUnknown() {
    finds("job 1 is not placed", FIRST, INSTANT, GROUPED);
    finds("job 1 is placed more than once", FIRST, SECOND, INSTANT, GROUPED, SECOND);
    finds("job 4 is not of the problem", FIRST, SECOND, INSTANT, GROUPED, at(4, 0, 30, 40));
    finds("job -1 is not of the problem", FIRST, SECOND, INSTANT, GROUPED, at(-1, 0, 30, 40));
  }

  @Test
  void shouldNotMissASuccessorWhosePredecessorIsLost() {
    finds("job 0 is not placed", SECOND, INSTANT, GROUPED);
  }

  @Test
  void shouldFindLanesThatDoNotExistOrAreNotTheJobsOwn() {
    finds(
        "job 1 is on lane 2, which is not of the problem",
        FIRST,
        at(1, 2, 15, 25),
        INSTANT,
        GROUPED);
    finds(
        "job 1 is on lane -1, which is not of the problem",
        FIRST,
        at(1, -1, 15, 25),
        INSTANT,
        GROUPED);
    finds("job 2 is on lane 0, not on its own 1", FIRST, SECOND, at(2, 0, 0, 0), GROUPED);
  }

  @Test
  void shouldFindTimesThatAreNotTheJobs() {
    finds("job 0 starts before the schedule", at(0, 0, -10, 0), SECOND, INSTANT, GROUPED);
    finds("job 1 does not take its duration", FIRST, at(1, 1, 15, 26), INSTANT, GROUPED);
  }

  @Test
  void shouldFindAStartBeforeThePredecessorsFinishAndTheHop() {
    finds("job 1 starts too early after job 0", FIRST, at(1, 1, 14, 24), at(2, 1, 0, 0), GROUPED);
    finds(
        "job 1 starts too early after job 0",
        at(0, 0, 20, 30),
        at(1, 0, 5, 15),
        INSTANT,
        at(3, 0, 30, 40));
  }

  @Test
  void shouldFindOverlapOnALane() {
    finds("jobs 0 and 3 overlap on their lane", FIRST, SECOND, INSTANT, at(3, 0, 9, 19));
    finds("jobs 1 and 2 overlap on their lane", FIRST, SECOND, at(2, 1, 16, 16), GROUPED);
  }

  @Test
  void shouldFindAGroupOnTwoLanes() {
    finds("jobs 0 and 3 of one group are on two lanes", FIRST, SECOND, INSTANT, at(3, 1, 25, 35));
  }

  private static Placement at(int job, int lane, long start, long finish) {
    return new Placement(job, lane, start, finish);
  }
}
