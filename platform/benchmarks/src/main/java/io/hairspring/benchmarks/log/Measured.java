package io.hairspring.benchmarks.log;

import io.hairspring.benchmarks.report.Samples;

/**
 * What pairs of lanes have shown, one pair after another. Where in memory a pair's two lanes lie
 * makes one of them dearer than the other by as much as a record costs, for as long as they are
 * there; over several pairs that is even. Lane thread; read by others while no lane is measured.
 */
final class Measured {
  private final Compared burst = new Compared();
  private final Compared paced = new Compared();
  private final Samples pairs = new Samples();
  private Samples pair = new Samples();
  private long cycles;
  private long allocated;
  private long lost;

  /** Of cycles that come all at once. */
  void addBurst(Compared.Pair blocks) {
    burst.add(blocks);
    pair.add(blocks.difference());
  }

  /** Of cycles at {@value PairedLanes#PACE} a second. */
  void addPaced(Compared.Pair blocks) {
    paced.add(blocks);
  }

  /** Cycles of one batch, and what the lane's thread allocated in them. */
  void count(long ran, long bytes) {
    cycles += ran;
    allocated += bytes;
  }

  /** A pair is done. */
  void endPair(long recordsLost) {
    lost += recordsLost;
    pairs.add(pair.median());
    pair = new Samples();
  }

  Compared burst() {
    return burst;
  }

  Compared paced() {
    return paced;
  }

  /** The median of each pair, of cycles that come all at once. */
  Samples pairs() {
    return pairs;
  }

  /** Cycles measured, of both lanes. */
  long cycles() {
    return cycles;
  }

  /** Bytes that the lane's thread allocated in them. */
  long allocated() {
    return allocated;
  }

  /** Records that never came out. */
  long lost() {
    return lost;
  }
}
