package io.hairspring.benchmarks.work;

/**
 * The result that the next task computes on. Tasks that do not compute on each other's results are
 * run partly at the same time by a processor that executes out of order, how much so is up to the
 * length of its buffers, and sums of their times mean little. One thread.
 */
public final class Carry {
  long value;
}
