package io.hairspring.feed.synthetic;

/**
 * Exponential variates of mean 1 by inversion. The quantile function is tabulated and interpolated,
 * except in its last cell, which has no upper end and is computed: a table costs a few nanoseconds
 * where a logarithm costs tens. {@link StrictMath} makes the table the same on every machine. One
 * thread.
 */
final class Exponential {
  private static final int BITS = 11;
  private static final int CELLS = 1 << BITS;
  private static final long FRACTION_MASK = (1L << (53 - BITS)) - 1;
  private static final double FRACTION_UNIT = 1.0 / (1L << (53 - BITS));
  private static final double UNIT = 0x1.0p-53;

  private final double[] quantiles = new double[CELLS];
  private final Xoshiro256 random;

  Exponential(Xoshiro256 random) {
    this.random = random;
    for (int cell = 0; cell < CELLS; cell++) {
      quantiles[cell] = -StrictMath.log(1.0 - (double) cell / CELLS);
    }
  }

  double next() {
    final long bits = random.next() >>> 11;
    final int cell = (int) (bits >>> (53 - BITS));
    if (cell == CELLS - 1) {
      return -StrictMath.log(1.0 - bits * UNIT);
    }
    final double low = quantiles[cell];
    return low + (quantiles[cell + 1] - low) * ((bits & FRACTION_MASK) * FRACTION_UNIT);
  }
}
