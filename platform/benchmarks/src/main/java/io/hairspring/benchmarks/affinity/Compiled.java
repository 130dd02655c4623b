package io.hairspring.benchmarks.affinity;

import java.util.function.LongUnaryOperator;

/** Something to compile. */
final class Compiled implements LongUnaryOperator {
  private static final int ROUNDS = 20;

  @Override
  public long applyAsLong(long seed) {
    long value = seed;
    for (int i = 0; i < ROUNDS; i++) {
      value = (value ^ value << 13) + i;
      value ^= value >>> 7;
      value = value % 3 == 0 ? value ^ value << 17 : value + Long.rotateLeft(value, i);
    }
    return value;
  }
}
