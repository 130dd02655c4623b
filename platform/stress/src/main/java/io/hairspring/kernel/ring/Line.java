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
    long difference = 0;
    // No branch between the words: the compiler may read them in any order, and as late as it
    // likes.
    for (int i = LineRing.LINE - Long.BYTES; i > 0; i -= Long.BYTES) {
      difference |= ring.buffer().getLong(offset + i) ^ number;
    }
    return difference == 0 ? (int) number : TORN;
  }

  /** The number of the oldest line, {@link #TORN}, or 0 when there is none. */
  static int oldest(LineRing ring) {
    final int offset = ring.peek();
    return offset == LineRing.EMPTY ? NOTHING : read(ring, offset);
  }
}
