package io.hairspring.benchmarks.affinity;

/** What a competing thread does. One thread. */
@FunctionalInterface
interface Work {

  /** Does a little of it: at most some milliseconds. */
  void turn();
}
