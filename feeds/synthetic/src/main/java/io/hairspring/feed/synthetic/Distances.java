package io.hairspring.feed.synthetic;

/**
 * How far from the best possible price orders are entered: exponentially distributed, in ticks, as
 * 256 tabulated quantiles, within the levels kept. Immutable.
 */
final class Distances {
  private final byte[] quantiles = new byte[256];

  Distances(double meanTicks) {
    for (int i = 0; i < quantiles.length; i++) {
      final double quantile = -StrictMath.log(1.0 - (i + 0.5) / quantiles.length) * meanTicks;
      quantiles[i] = (byte) Math.min((int) quantile, LiveOrders.SIDE_LEVELS - 1);
    }
  }

  int draw(Xoshiro256 random) {
    return quantiles[(int) (random.next() >>> 56)];
  }
}
