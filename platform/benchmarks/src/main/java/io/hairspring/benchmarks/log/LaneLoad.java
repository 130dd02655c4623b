package io.hairspring.benchmarks.log;

import io.hairspring.kernel.probe.ProbeLane;

/** A lane and what it is given, a batch at a time. Lane thread. */
interface LaneLoad extends AutoCloseable {
  /** Cycles of a batch. */
  int BATCH = 64;

  /** The lane. */
  ProbeLane lane();

  /** Batches of a round, at the end of which the lane is as it was. A block is one. */
  int round();

  /**
   * What comes before a batch and is not measured.
   *
   * @param batch its number within its round, from 0
   */
  void prepare(int batch);

  /** Puts an event of the batch into the lane's ring. */
  void put(int event);

  @Override
  void close();
}
