package io.hairspring.kernel.ring;

/** A line with the same number in each of its eight words, so that a torn one is recognised. */
final class Line {
  private static final int NOTHING = 0;

  /** A line whose words differ. */
  static final int TORN = -1;

  private Line() {}

  static void write(LineRing ring, int offset, long number) {
    for (int i = 0; i < LineRing.LINE; i += Long.BYTES) {
      ring.buffer().putLong(offset + i, number);
    }
  }

  /** Its number, or {@link #TORN}. */
  static int read(LineRing ring, int offset) {
    final long number = ring.buffer().getLong(offset);
    // From the end: what the producer wrote last is looked at first.
    for (int i = LineRing.LINE - Long.BYTES; i > 0; i -= Long.BYTES) {
      if (ring.buffer().getLong(offset + i) != number) {
        return TORN;
      }
    }
    return (int) number;
  }

  /** The number of the oldest line, {@link #TORN}, or 0 when there is none. */
  static int oldest(LineRing ring) {
    final int offset = ring.peek();
    return offset == LineRing.EMPTY ? NOTHING : read(ring, offset);
  }
}
