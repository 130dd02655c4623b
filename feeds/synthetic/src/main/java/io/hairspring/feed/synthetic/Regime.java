package io.hairspring.feed.synthetic;

import java.util.List;

/** State of the market: how clustered its updates are and which moods it goes through in turn. */
enum Regime {
  /** Small moves, tight spread, few surprises. */
  CALM(0.3, 1.24, new Mood(1_000, 20, 1, 512, 0, 100, 240, new Distances(4))),
  /** Jumps both ways, wide spread, orders that keep changing. */
  VOLATILE(0.6, 1.32, new Mood(1_000, 60, 4, 512, 0, 120, 420, new Distances(10))),
  /** Falls in steps with storms of cancels and bursts of updates, and tired rebounds. */
  CRASH(
      0.85,
      1.45,
      new Mood(1_500, 40, 1, 400, 2, 70, 60, new Distances(6)),
      new Mood(600, 100, 6, 970, 60, 150, 40, new Distances(8)));

  private final double branching;
  private final double eventsPerUpdate;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, and the tables in it are never written
  private final List<Mood> moods;

  Regime(double branching, double eventsPerUpdate, Mood... moods) {
    this.branching = branching;
    this.eventsPerUpdate = eventsPerUpdate;
    this.moods = List.of(moods);
  }

  /** Mean number of updates that one update causes. */
  double branching() {
    return branching;
  }

  /** Mean number of events of an update, measured: what turns a rate of events into updates. */
  double eventsPerUpdate() {
    return eventsPerUpdate;
  }

  /** Moods, in turn. */
  List<Mood> moods() {
    return moods;
  }
}
