package io.hairspring.kernel.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Problems for tests. */
final class Problems {
  private Problems() {}

  /** Jobs without predecessors on lanes without hop cost. */
  static Problem independent(int lanes, long... durations) {
    final List<Job> jobs = new ArrayList<>();
    for (final long duration : durations) {
      jobs.add(new Job(jobs.size(), duration, List.of()));
    }
    return new Problem(lanes, 0, jobs);
  }

  /** Anything that a problem may have: hops, fixed lanes, groups, critical jobs, empty jobs. */
  static Problem random(long seed, int size, int lanes) {
    final Random random = new Random(seed);
    final boolean fixes = random.nextBoolean();
    final boolean groups = random.nextBoolean();
    final boolean critical = random.nextBoolean();
    final long hop = random.nextBoolean() ? 0 : random.nextInt(6);
    final double density = random.nextDouble() * 0.6;
    final int[] label = shuffled(size, random);
    final int[] groupLane = random.ints(3, 0, lanes).toArray();
    final Job[] jobs = new Job[size];
    for (int i = 0; i < size; i++) {
      final List<Integer> predecessors = new ArrayList<>();
      for (int before = 0; before < i; before++) {
        if (random.nextDouble() < density) {
          predecessors.add(label[before]);
        }
      }
      Job job = new Job(label[i], random.nextInt(10), predecessors);
      final int group = groups && random.nextInt(3) > 0 ? random.nextInt(3) : Job.ANY;
      final boolean fixed = fixes && random.nextInt(3) == 0;
      job = group == Job.ANY ? job : job.inGroup(group);
      if (fixed) {
        job = job.onLane(group == Job.ANY ? random.nextInt(lanes) : groupLane[group]);
      }
      jobs[label[i]] = critical && random.nextInt(4) == 0 ? job.asCritical() : job;
    }
    return new Problem(lanes, hop, List.of(jobs));
  }

  private static int[] shuffled(int size, Random random) {
    final int[] label = new int[size];
    for (int i = 0; i < size; i++) {
      final int at = random.nextInt(i + 1);
      label[i] = label[at];
      label[at] = i;
    }
    return label;
  }
}
