package io.hairspring.kernel.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A problem as flat arrays, with what follows from it for every search. Read only. */
final class Network {
  /** Of {@link #criticalTail}: no critical job follows. */
  static final long NONE = -1;

  final int size;
  final int lanes;
  final long hop;
  final long[] duration;
  final int[][] predecessors;
  final int[][] successors;

  /** The lane a job must run on, its group's if that is known, or {@link Job#ANY}. */
  final int[] home;

  /** Number, from 0 on, of a job's group if that has no home, or {@link Job#ANY}. */
  final int[] group;

  final int groups;
  final boolean[] critical;

  /** Each job after its predecessors. */
  final int[] order;

  /** The longest chain from a job's finish to the end, hops only where they cannot be avoided. */
  final long[] tail;

  /** The same to the finish of the last critical job; 0 for a last one, {@link #NONE}. */
  final long[] criticalTail;

  /** Whether it matters on which lane a job runs, or lanes are only a number. */
  final boolean lanesMatter;

  /** Whether some job is critical. */
  final boolean someCritical;

  private Network(
      int lanes,
      long hop,
      long[] duration,
      int[][] predecessors,
      int[] home,
      int[] group,
      boolean[] critical) {
    this.size = duration.length;
    this.lanes = lanes;
    this.hop = hop;
    this.duration = duration;
    this.predecessors = predecessors;
    this.home = home;
    this.group = group;
    this.critical = critical;
    groups = Arrays.stream(group).max().orElse(Job.ANY) + 1;
    successors = successors(predecessors);
    order = order();
    tail = new long[size];
    criticalTail = new long[size];
    tails();
    lanesMatter = hop > 0 || groups > 0 || Arrays.stream(home).anyMatch(lane -> lane != Job.ANY);
    someCritical = Arrays.stream(criticalTail).anyMatch(time -> time != NONE);
  }

  static Network of(Problem problem) {
    final List<Job> jobs = problem.jobs();
    final Map<Integer, Integer> homes = new TreeMap<>();
    for (final Job job : jobs) {
      if (job.group() != Job.ANY && job.lane() != Job.ANY) {
        homes.put(job.group(), job.lane());
      }
    }
    final Map<Integer, Integer> numbers = new TreeMap<>();
    final int[] home = new int[jobs.size()];
    final int[] group = new int[jobs.size()];
    final boolean[] critical = new boolean[jobs.size()];
    for (final Job job : jobs) {
      final int index = job.index();
      home[index] = homes.getOrDefault(job.group(), job.lane());
      group[index] = Job.ANY;
      if (home[index] == Job.ANY && job.group() != Job.ANY) {
        numbers.putIfAbsent(job.group(), numbers.size());
        group[index] = numbers.get(job.group());
      }
      critical[index] = job.critical();
    }
    return new Network(
        problem.lanes(),
        problem.hop(),
        jobs.stream().mapToLong(Job::duration).toArray(),
        jobs.stream().map(job -> ints(job.predecessors())).toArray(int[][]::new),
        home,
        group,
        critical);
  }

  /** The same with time running backwards. */
  Network reversed() {
    return new Network(lanes, hop, duration, successors, home, group, critical);
  }

  /**
   * The critical jobs and those before them, all of them critical; groups and homes as they are.
   */
  Network criticalPart() {
    final int[] kept = new int[size];
    Arrays.fill(kept, Job.ANY);
    final List<Integer> jobs = new ArrayList<>();
    for (int job = 0; job < size; job++) {
      if (criticalTail[job] != NONE) {
        kept[job] = jobs.size();
        jobs.add(job);
      }
    }
    final int[] from = ints(jobs);
    final boolean[] all = new boolean[from.length];
    Arrays.fill(all, true);
    return new Network(
        lanes,
        hop,
        Arrays.stream(from).mapToLong(job -> duration[job]).toArray(),
        Arrays.stream(from)
            .mapToObj(job -> Arrays.stream(predecessors[job]).map(p -> kept[p]).toArray())
            .toArray(int[][]::new),
        Arrays.stream(from).map(job -> home[job]).toArray(),
        Arrays.stream(from).map(job -> group[job]).toArray(),
        all);
  }

  /** The hop between two jobs that no schedule avoids. */
  long forcedHop(int one, int other) {
    final boolean apart =
        home[one] != Job.ANY && home[other] != Job.ANY && home[one] != home[other];
    return apart ? hop : 0;
  }

  private void tails() {
    for (int i = size - 1; i >= 0; i--) {
      final int job = order[i];
      criticalTail[job] = critical[job] ? 0 : NONE;
      for (final int next : successors[job]) {
        final long step = forcedHop(job, next) + duration[next];
        tail[job] = Math.max(tail[job], step + tail[next]);
        if (criticalTail[next] != NONE) {
          criticalTail[job] = Math.max(criticalTail[job], step + criticalTail[next]);
        }
      }
    }
  }

  private int[] order() {
    final int[] sorted = new int[size];
    final int[] waiting = new int[size];
    int known = 0;
    for (int job = 0; job < size; job++) {
      waiting[job] = predecessors[job].length;
      if (waiting[job] == 0) {
        sorted[known++] = job;
      }
    }
    for (int i = 0; i < known; i++) {
      for (final int next : successors[sorted[i]]) {
        if (--waiting[next] == 0) {
          sorted[known++] = next;
        }
      }
    }
    return sorted;
  }

  private static int[][] successors(int[][] predecessors) {
    final List<List<Integer>> lists = new ArrayList<>();
    for (int job = 0; job < predecessors.length; job++) {
      lists.add(new ArrayList<>());
    }
    for (int job = 0; job < predecessors.length; job++) {
      for (final int before : predecessors[job]) {
        lists.get(before).add(job);
      }
    }
    return lists.stream().map(Network::ints).toArray(int[][]::new);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
