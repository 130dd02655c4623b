package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StaticPlannerTest {
  private static final long NO_CEILING = Long.MAX_VALUE;
  private final StaticPlanner planner = new StaticPlanner(StaticPlanner.BUDGET, NO_CEILING);

  private Schedule plan(Problem problem) {
    final Schedule schedule = planner.plan(problem);
    assertEquals(List.of(), ScheduleCheck.violations(problem, schedule.placements()));
    return schedule;
  }

  private static Job job(int index, long duration, Integer... predecessors) {
    return new Job(index, duration, List.of(predecessors));
  }

  @Test
  void shouldPlanNothingInNoTime() {
    final Schedule schedule = plan(new Problem(1, 0, List.of()));
    assertEquals(0, schedule.makespan());
    assertTrue(schedule.provenOptimal());
  }

  @Test
  void shouldEndWhereNoChainCanBeShorter() {
    final Schedule schedule =
        plan(new Problem(2, 0, List.of(job(0, 3), job(1, 4, 0), job(2, 5, 0))));
    assertEquals(8, schedule.makespan());
    assertEquals(Ending.CRITICAL_PATH_MET, schedule.ending());
    assertEquals("meets the critical path bound", schedule.ending().toString());
  }

  @Test
  void shouldEndWhereAllLanesAreBusyAllTheTime() {
    final Schedule schedule = plan(Problems.independent(2, 3, 3, 2, 2, 2));
    assertEquals(6, schedule.makespan());
    assertEquals(Ending.WORK_MET, schedule.ending());
  }

  @Test
  void shouldEndWhereOneLaneIsBusyAllTheTime() {
    final Schedule schedule =
        plan(
            new Problem(
                2, 0, List.of(job(0, 4).onLane(1), job(1, 5).onLane(1), job(2, 1, 1), job(3, 1))));
    assertEquals(9, schedule.makespan());
    assertEquals(Ending.LANE_LOAD_MET, schedule.ending());
  }

  @Test
  void shouldEndWhereInSomeIntervalAllLanesAreBusy() {
    // Four jobs must be between the first and the last, on two lanes.
    final Schedule schedule =
        plan(
            new Problem(
                2,
                0,
                List.of(
                    job(0, 5),
                    job(1, 2, 0),
                    job(2, 2, 0),
                    job(3, 2, 0),
                    job(4, 2, 0),
                    job(5, 5, 1, 2, 3, 4))));
    assertEquals(14, schedule.makespan());
    assertEquals(14, schedule.lowerBound().makespan());
    assertEquals(Ending.INTERVAL_MET, schedule.ending());
  }

  @Test
  void shouldProveByExhaustionWhatNoBoundProves() {
    // Five of three on two lanes: 9 at best, 8 by work.
    final Schedule schedule = plan(Problems.independent(2, 3, 3, 3, 3, 3));
    assertEquals(9, schedule.makespan());
    assertEquals(Ending.SEARCH_EXHAUSTED, schedule.ending());
    assertEquals(new Objective(0, 9), schedule.lowerBound());
  }

  @Test
  void shouldKeepTogetherWhatAHopWouldMakeLonger() {
    final List<Job> jobs = List.of(job(0, 2), job(1, 3, 0), job(2, 3, 0));
    assertEquals(5, plan(new Problem(2, 0, jobs)).makespan());
    assertEquals(7, plan(new Problem(2, 2, jobs)).makespan());
    final Schedule apart = plan(new Problem(2, 9, jobs));
    assertEquals(8, apart.makespan());
    assertEquals(1, apart.placements().stream().mapToInt(Placement::lane).distinct().count());
  }

  @Test
  void shouldPayTheHopBetweenFixedLanes() {
    final Schedule schedule =
        plan(new Problem(2, 7, List.of(job(0, 2).onLane(0), job(1, 3, 0).onLane(1))));
    assertEquals(12, schedule.makespan());
    assertEquals(Ending.CRITICAL_PATH_MET, schedule.ending());
  }

  @Test
  void shouldKeepAGroupOnOneLaneAndOnThatOfItsFixedJob() {
    final Schedule free =
        plan(new Problem(2, 0, List.of(job(0, 4).inGroup(3), job(1, 4).inGroup(3), job(2, 1))));
    assertEquals(8, free.makespan());
    final Schedule fixed =
        plan(
            new Problem(
                2, 0, List.of(job(0, 4).inGroup(3), job(1, 4).inGroup(3).onLane(1), job(2, 1))));
    assertEquals(8, fixed.makespan());
    assertEquals(1, fixed.placements().get(0).lane());
  }

  @Test
  void shouldFinishCriticalJobsFirstAndThenTheRest() {
    final Schedule schedule =
        plan(
            new Problem(
                1, 0, List.of(job(0, 50), job(1, 2), job(2, 3, 1).asCritical(), job(3, 9, 2))));
    assertEquals(new Objective(5, 64), schedule.objective());
    assertEquals(new Objective(5, 64), schedule.lowerBound());
    assertTrue(schedule.provenOptimal());
  }

  @Test
  void shouldSayThatTheBudgetIsSpent() {
    final Problem hard = Problems.independent(3, hardDurations());
    final Schedule schedule = new StaticPlanner(2_000, NO_CEILING).plan(hard);
    assertEquals(List.of(), ScheduleCheck.violations(hard, schedule.placements()));
    assertEquals(Ending.BUDGET_SPENT, schedule.ending());
    assertFalse(schedule.provenOptimal());
    assertTrue(schedule.steps() >= 2_000 && schedule.steps() < 20_000, schedule::toString);
  }

  @Test
  void shouldSayThatTheCeilingStruck() {
    final AtomicLong clock = new AtomicLong();
    final Problem hard = Problems.independent(3, hardDurations());
    final Schedule schedule =
        new StaticPlanner(Long.MAX_VALUE, 10, () -> clock.getAndAdd(4)).plan(hard);
    assertEquals(List.of(), ScheduleCheck.violations(hard, schedule.placements()));
    assertEquals(Ending.CEILING_STRUCK, schedule.ending());
    assertFalse(schedule.provenOptimal());
  }

  @Test
  void shouldListByUpwardRankWithoutSearching() {
    final Schedule missed = planner.list(Problems.independent(2, 3, 3, 2, 2, 2));
    assertEquals(7, missed.makespan());
    assertEquals(Ending.NOT_SEARCHED, missed.ending());
    final Schedule met = new StaticPlanner().list(Problems.independent(2, 3, 3));
    assertEquals(3, met.makespan());
    assertTrue(met.provenOptimal());
  }

  @Test
  void shouldPlanProblemsOfEveryKindAndSize() {
    final StaticPlanner hasty = new StaticPlanner(30_000, NO_CEILING);
    for (int seed = 0; seed < 400; seed++) {
      final Problem problem = Problems.random(seed, seed / 8, 1 + seed % 7);
      final Schedule schedule = hasty.plan(problem);
      assertEquals(List.of(), ScheduleCheck.violations(problem, schedule.placements()));
      assertEquals(ScheduleCheck.objective(problem, schedule.placements()), schedule.objective());
    }
  }

  @Test
  void shouldPlanAsManyJobsAsAProblemMayHave() {
    final List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < Problem.MOST_JOBS; i++) {
      jobs.add(i < 16 ? job(i, 1 + i % 7) : job(i, 1 + i % 7, i - 16, i - 1 - i % 9));
    }
    final Schedule schedule = plan(new Problem(3, 0, jobs));
    assertTrue(schedule.makespan() >= schedule.lowerBound().makespan());
  }

  /** Nearly, never quite, divisible by three: no bound is met. */
  private static long[] hardDurations() {
    final long[] durations = new long[40];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = 1_000 + 30L * i;
    }
    durations[0] = 1_001;
    return durations;
  }
}
