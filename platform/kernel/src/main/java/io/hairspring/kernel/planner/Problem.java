package io.hairspring.kernel.planner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Jobs to be placed on identical lanes. Immutable and valid: what is wrong is refused here, in one
 * line.
 *
 * @param lanes number of lanes, 1 to {@link #MOST_LANES}
 * @param hop nanoseconds between the finish of a job and the earliest start of its successor when
 *     that runs on another lane
 * @param jobs the jobs, at most {@link #MOST_JOBS}, each at the place that its index says
 */
public record Problem(int lanes, long hop, List<Job> jobs) {
  /** The most lanes. */
  public static final int MOST_LANES = 16;

  /** The most jobs. */
  public static final int MOST_JOBS = 1_024;

  /**
   * The most time, in nanoseconds, that all durations and a hop for each job may come to: about 13
   * days. Sums of a few such times cannot overflow.
   */
  public static final long MOST_TIME = 1L << 50;

  /**
   * Validates.
   *
   * @throws IllegalArgumentException in one line: what is wrong, where, and what would be right
   */
  public Problem {
    jobs = List.copyOf(jobs);
    if (lanes < 1 || lanes > MOST_LANES) {
      throw refused("lanes " + lanes + ": must be 1 to " + MOST_LANES);
    }
    if (jobs.size() > MOST_JOBS) {
      throw refused(jobs.size() + " jobs: must be at most " + MOST_JOBS);
    }
    if (hop < 0 || hop > MOST_TIME) {
      throw refused("hop cost " + hop + " ns: must be 0 to " + MOST_TIME);
    }
    for (int place = 0; place < jobs.size(); place++) {
      checkJob(jobs.get(place), place, lanes);
      checkPredecessors(jobs.get(place), jobs.size());
    }
    checkTime(jobs, hop);
    checkGroups(jobs);
    checkOrder(jobs);
  }

  private static void checkJob(Job job, int place, int lanes) {
    final String at = "job " + job.index() + ": ";
    if (job.index() != place) {
      throw refused(at + "stands at place " + place + ", which must be its index");
    }
    if (job.duration() < 0 || job.duration() > MOST_TIME) {
      throw refused(at + "duration " + job.duration() + " ns must be 0 to " + MOST_TIME);
    }
    if (job.lane() < Job.ANY || job.lane() >= lanes) {
      throw refused(at + "fixed lane " + job.lane() + " must be 0 to " + (lanes - 1));
    }
    if (job.group() < Job.ANY) {
      throw refused(at + "group " + job.group() + " must not be negative");
    }
  }

  private static void checkPredecessors(Job job, int size) {
    final String at = "job " + job.index() + ": ";
    final Set<Integer> seen = new HashSet<>();
    for (final Integer predecessor : job.predecessors()) {
      if (predecessor < 0 || predecessor >= size) {
        throw refused(at + "unknown predecessor " + predecessor + ", jobs are 0 to " + (size - 1));
      }
      if (!seen.add(predecessor)) {
        throw refused(at + "names predecessor " + predecessor + " twice");
      }
    }
  }

  private static void checkTime(List<Job> jobs, long hop) {
    long time = 0;
    for (final Job job : jobs) {
      time += job.duration() + hop;
      if (time > MOST_TIME) {
        throw refused(
            "job "
                + job.index()
                + ": durations and hops up to it exceed the most allowed, "
                + MOST_TIME
                + " ns");
      }
    }
  }

  private static void checkGroups(List<Job> jobs) {
    final Map<Integer, Job> fixed = new LinkedHashMap<>();
    for (final Job job : jobs) {
      if (job.group() != Job.ANY && job.lane() != Job.ANY) {
        final Job first = fixed.putIfAbsent(job.group(), job);
        if (first != null && first.lane() != job.lane()) {
          throw refused(
              "job "
                  + job.index()
                  + ": fixed on lane "
                  + job.lane()
                  + ", but job "
                  + first.index()
                  + " of the same group "
                  + job.group()
                  + " on lane "
                  + first.lane());
        }
      }
    }
  }

  private static void checkOrder(List<Job> jobs) {
    final int[] waiting = jobs.stream().mapToInt(job -> job.predecessors().size()).toArray();
    final List<List<Integer>> successors = successors(jobs);
    final Deque<Integer> free = new ArrayDeque<>();
    for (int job = 0; job < waiting.length; job++) {
      if (waiting[job] == 0) {
        free.add(job);
      }
    }
    int placed = 0;
    while (!free.isEmpty()) {
      placed++;
      for (final int successor : successors.get(free.remove())) {
        if (--waiting[successor] == 0) {
          free.add(successor);
        }
      }
    }
    if (placed < waiting.length) {
      throw refused("cyclic precedence: jobs " + cycle(jobs, waiting) + " wait for each other");
    }
  }

  private static List<List<Integer>> successors(List<Job> jobs) {
    final List<List<Integer>> successors = new ArrayList<>();
    jobs.forEach(job -> successors.add(new ArrayList<>()));
    for (final Job job : jobs) {
      job.predecessors().forEach(predecessor -> successors.get(predecessor).add(job.index()));
    }
    return successors;
  }

  /** Of the jobs that wait, each has a predecessor that waits: going back ends in a cycle. */
  private static String cycle(List<Job> jobs, int[] waiting) {
    final List<Integer> path = new ArrayList<>();
    int at = 0;
    while (waiting[at] == 0) {
      at++;
    }
    while (!path.contains(at)) {
      path.add(at);
      at =
          jobs.get(at).predecessors().stream()
              .filter(predecessor -> waiting[predecessor] > 0)
              .findFirst()
              .orElseThrow();
    }
    final List<Integer> closed = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    closed.add(at);
    Collections.reverse(closed);
    return closed.stream().map(String::valueOf).collect(Collectors.joining(" > "));
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(reason);
  }
}
