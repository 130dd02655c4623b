package io.hairspring.kernel.planner;

import java.util.Arrays;

/**
 * Iterated local search over the keys of list scheduling: the times of the schedule in hand, some
 * of them shaken, are the keys of the next; that is justified, and taken if it is no worse. Both
 * directions of time and every reach take turns. Where lanes matter, jobs keep their lanes but for
 * a few that are set free or moved. One thread.
 */
final class LocalSearch {
  /** The most that a key is shaken by, in mean durations. */
  private static final double SHAKE = 4;

  private static final int KEEP = -2;
  private static final double BACKWARD = 0.5;
  private static final double EVERY_JOB = 0.5;
  private static final double NON_DELAY = 0.5;
  private static final double FREE_LANES = 0.3;
  private static final double MOVED = 0.5;

  private final Network network;
  private final ListScheduler forward;
  private final ListScheduler backward;
  private final Justification justification;
  private final Incumbent incumbent;
  private final SplitMix random = new SplitMix(1);
  private final Timetable current;
  private final Timetable trial;
  private final double[] keys;
  private final int[] wanted;
  private final int[] groupWanted;
  private final double mean;

  LocalSearch(
      Network network,
      ListScheduler forward,
      ListScheduler backward,
      Justification justification,
      Incumbent incumbent) {
    this.network = network;
    this.forward = forward;
    this.backward = backward;
    this.justification = justification;
    this.incumbent = incumbent;
    current = new Timetable(network.size);
    trial = new Timetable(network.size);
    keys = new double[network.size];
    wanted = new int[network.size];
    groupWanted = new int[network.groups];
    mean = Arrays.stream(network.duration).average().orElse(0) + network.hop;
  }

  /** Searches from the incumbent on until that meets the bound, or the effort is spent. */
  void run(Effort effort) {
    current.copyFrom(incumbent.best());
    while (!incumbent.meetsBound() && effort.left()) {
      final boolean back = random.happens(BACKWARD);
      shakeKeys(back);
      shakeLanes();
      final int reach =
          random.happens(NON_DELAY)
              ? ListScheduler.NON_DELAY
              : random.below(ListScheduler.STRICT + 1);
      trial.copyFrom(
          back
              ? justification.forwards(backward.schedule(keys, reach, wanted, sooner()))
              : forward.schedule(keys, reach, wanted, 0));
      justification.improve(trial);
      if (!current.betterThan(trial)) {
        current.copyFrom(trial);
      }
      incumbent.offer(trial);
    }
  }

  private long sooner() {
    return network.someCritical ? current.makespan - current.critical : 0;
  }

  private void shakeKeys(boolean back) {
    final double unit = random.unit();
    final double amplitude = 2 * SHAKE * mean * unit * unit;
    final double share = random.happens(EVERY_JOB) ? 1 : random.unit();
    for (int job = 0; job < keys.length; job++) {
      keys[job] = back ? -current.finish[job] : current.start[job];
      if (random.happens(share)) {
        keys[job] += (random.unit() - 0.5) * amplitude;
      }
    }
  }

  private void shakeLanes() {
    if (!network.lanesMatter || random.happens(FREE_LANES)) {
      Arrays.fill(wanted, Job.ANY);
      return;
    }
    final double share = random.unit() * random.unit();
    for (int group = 0; group < groupWanted.length; group++) {
      groupWanted[group] = random.happens(share) ? shaken() : KEEP;
    }
    for (int job = 0; job < wanted.length; job++) {
      final int group = network.group[job];
      final int change =
          group != Job.ANY ? groupWanted[group] : random.happens(share) ? shaken() : KEEP;
      wanted[job] = change == KEEP ? current.lane[job] : change;
    }
  }

  private int shaken() {
    return random.happens(MOVED) ? random.below(network.lanes) : Job.ANY;
  }
}
