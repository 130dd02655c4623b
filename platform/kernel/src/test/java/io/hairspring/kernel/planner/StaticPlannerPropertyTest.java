package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every problem, with hops, fixed lanes, groups and critical jobs. */
class StaticPlannerPropertyTest {
  private static final long NO_CEILING = Long.MAX_VALUE;
  private final StaticPlanner planner = new StaticPlanner(20_000, NO_CEILING);

  private final StaticPlanner thorough = new StaticPlanner(StaticPlanner.BUDGET, NO_CEILING);

  private static void check(Problem problem, Schedule schedule) {
    assertEquals(List.of(), ScheduleCheck.violations(problem, schedule.placements()));
    assertEquals(ScheduleCheck.objective(problem, schedule.placements()), schedule.objective());
    final Objective bound = schedule.lowerBound();
    assertTrue(schedule.objective().makespan() >= bound.makespan(), schedule::toString);
    assertTrue(schedule.objective().critical() >= bound.critical(), schedule::toString);
    if (schedule.objective().equals(bound)) {
      assertTrue(schedule.provenOptimal(), schedule::toString);
    }
  }

  @Property(tries = 300)
  void everyScheduleKeepsPrecedenceLanesAndGroupsAndPlacesEveryJobOnce(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 6) int lanes) {
    final Problem problem = Problems.random(seed, size, lanes);
    check(problem, planner.plan(problem));
    check(problem, planner.list(problem));
  }

  @Property(tries = 300)
  void planningIsNoWorseThanListSchedulingAlone(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 6) int lanes) {
    final Problem problem = Problems.random(seed, size, lanes);
    final Objective list = planner.list(problem).objective();
    assertTrue(planner.plan(problem).objective().compareTo(list) <= 0);
  }

  @Property(tries = 300)
  void planningIsNoWorseThanOneLaneWhereAllCanBeOnIt(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 6) int lanes) {
    final Problem problem = Problems.random(seed, size, lanes);
    final boolean free =
        problem.jobs().stream().allMatch(job -> job.lane() == Job.ANY && !job.critical());
    final long work = problem.jobs().stream().mapToLong(Job::duration).sum();
    Assume.that(free);
    assertTrue(planner.plan(problem).makespan() <= work);
  }

  @Property(tries = 100)
  void theSameProblemHasTheSameSchedule(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 6) int lanes) {
    assertEquals(
        planner.plan(Problems.random(seed, size, lanes)),
        new StaticPlanner(20_000, NO_CEILING).plan(Problems.random(seed, size, lanes)));
  }

  @Property(tries = 300)
  void justifyingNeverMakesAScheduleLonger(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 6) int lanes) {
    final Network network = Network.of(Problems.random(seed, size, lanes));
    final Effort effort = new Effort(Long.MAX_VALUE, NO_CEILING, () -> 0);
    final ListScheduler forward = new ListScheduler(network, effort);
    final ListScheduler backward = new ListScheduler(network.reversed(), effort);
    final SplitMix random = new SplitMix(seed);
    final double[] keys = new double[size];
    Arrays.setAll(keys, job -> random.unit());
    final int[] anyLane = new int[size];
    Arrays.fill(anyLane, Job.ANY);
    final Timetable table = new Timetable(size);
    table.copyFrom(forward.schedule(keys, random.below(ListScheduler.STRICT + 1), anyLane, 0));
    final Objective before = table.objective();
    new Justification(network, forward, backward).improve(table);
    assertTrue(table.objective().compareTo(before) <= 0);
  }

  @Property(tries = 400)
  void theOptimumIsNeverBeatenAndIsReachedWhereItIsSaidToBe(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int size,
      @ForAll @IntRange(min = 1, max = 3) int lanes) {
    optimum(Problems.random(seed, size, lanes));
  }

  @Property(tries = 60)
  void theOptimumOfSevenJobsOnTwoLanesIsNeverBeatenAndIsReachedWhereItIsSaidToBe(
      @ForAll long seed) {
    optimum(Problems.random(seed, 7, 2));
  }

  private void optimum(Problem problem) {
    final Objective optimum = BruteForce.optimum(problem);
    final Schedule schedule = thorough.plan(problem);
    check(problem, schedule);
    assertTrue(schedule.objective().compareTo(optimum) >= 0, schedule::toString);
    assertTrue(schedule.provenOptimal(), schedule::toString);
    assertEquals(optimum, schedule.objective());
  }
}
