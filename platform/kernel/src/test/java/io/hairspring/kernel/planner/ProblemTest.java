package io.hairspring.kernel.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static Job job(int index, Integer... predecessors) {
    return new Job(index, 1, List.of(predecessors));
  }

  private static void refused(String reason, int lanes, long hop, Job... jobs) {
    final IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Problem(lanes, hop, List.of(jobs)));
    assertEquals(reason, e.getMessage());
  }

  @Test
  void shouldRefuseFewerThanOneLaneOrMoreThanSixteen() {
    refused("lanes 0: must be 1 to 16", 0, 0);
    refused("lanes 17: must be 1 to 16", 17, 0);
  }

  @Test
  void shouldRefuseMoreJobsThanItIsMadeFor() {
    final List<Job> many = Collections.nCopies(Problem.MOST_JOBS + 1, job(0));
    final IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Problem(1, 0, many));
    assertEquals("1025 jobs: must be at most 1024", e.getMessage());
  }

  @Test
  void shouldRefuseTimesThatAreNegativeOrCouldOverflow() {
    refused("hop cost -1 ns: must be 0 to 1125899906842624", 1, -1);
    refused("hop cost 1125899906842625 ns: must be 0 to 1125899906842624", 1, (1L << 50) + 1);
    refused("job 0: duration -1 ns must be 0 to 1125899906842624", 1, 0, new Job(0, -1, List.of()));
    refused(
        "job 0: duration 1125899906842625 ns must be 0 to 1125899906842624",
        1,
        0,
        new Job(0, (1L << 50) + 1, List.of()));
    refused(
        "job 1: durations and hops up to it exceed the most allowed, 1125899906842624 ns",
        1,
        0,
        new Job(0, 1L << 50, List.of()),
        job(1));
  }

  @Test
  void shouldRefuseAJobThatIsNotWhereItsIndexSays() {
    refused("job 1: stands at place 0, which must be its index", 1, 0, job(1));
  }

  @Test
  void shouldRefuseALaneThatDoesNotExist() {
    refused("job 0: fixed lane 2 must be 0 to 1", 2, 0, job(0).onLane(2));
    refused("job 0: fixed lane -2 must be 0 to 1", 2, 0, job(0).onLane(-2));
  }

  @Test
  void shouldRefuseANegativeGroup() {
    refused("job 0: group -2 must not be negative", 2, 0, job(0).inGroup(-2));
  }

  @Test
  void shouldRefuseAGroupWhoseJobsAreFixedOnTwoLanes() {
    refused(
        "job 2: fixed on lane 1, but job 1 of the same group 7 on lane 0",
        2,
        0,
        job(0).inGroup(7),
        job(1).inGroup(7).onLane(0),
        job(2).inGroup(7).onLane(1));
  }

  @Test
  void shouldRefuseUnknownAndRepeatedPredecessors() {
    refused("job 0: unknown predecessor 3, jobs are 0 to 0", 1, 0, job(0, 3));
    refused("job 0: unknown predecessor -1, jobs are 0 to 0", 1, 0, job(0, -1));
    refused("job 1: names predecessor 0 twice", 1, 0, job(0), job(1, 0, 0));
  }

  @Test
  void shouldNameTheJobsOfACycleInTheirOrder() {
    refused(
        "cyclic precedence: jobs 1 > 2 > 3 > 1 wait for each other",
        1,
        0,
        job(0),
        job(1, 0, 3),
        job(2, 1),
        job(3, 0, 2),
        job(4, 3));
    refused("cyclic precedence: jobs 0 > 0 wait for each other", 1, 0, job(0, 0));
  }

  @Test
  void shouldKeepItsOwnCopyOfTheJobs() {
    final List<Job> jobs = new ArrayList<>(List.of(job(0)));
    final Problem problem = new Problem(1, 0, jobs);
    jobs.clear();
    assertEquals(List.of(job(0)), problem.jobs());
  }
}
