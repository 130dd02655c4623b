package io.hairspring.affinity.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of processors, or of memory nodes, by the operating system's numbers. Immutable; any
 * thread. Reads and writes the kernel's two formats: lists ({@code 0-3,8}) and masks ({@code
 * ffff0000,00000001}). Formats: cpuset(7), "List format" and "Mask format".
 */
public final class CpuSet {
  /** The empty set. */
  public static final CpuSet NONE = new CpuSet(new BitSet());

  private static final int MASK_WORD_BITS = 32;
  private static final int MOST = 1 << 20;

  private final BitSet bits;

  private CpuSet(BitSet bits) {
    this.bits = bits;
  }

  /** The set of these. */
  public static CpuSet of(int... members) {
    BitSet bits = new BitSet();
    for (int member : members) {
      bits.set(member);
    }
    return new CpuSet(bits);
  }

  /** The set that these bits stand for; the bits are copied. */
  public static CpuSet of(BitSet bits) {
    return new CpuSet((BitSet) bits.clone());
  }

  /** The set of these. */
  public static CpuSet of(List<Integer> members) {
    return of(members.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Reads a list; nothing but white space is the empty set.
   *
   * @throws NumberFormatException when the text is not one
   */
  public static CpuSet parseList(String text) {
    String list = text.strip();
    BitSet bits = new BitSet();
    if (list.isEmpty()) {
      return NONE;
    }
    for (String range : list.split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      if (first < 0 || last < first || last > MOST) {
        throw new NumberFormatException("not a range of processors: " + range);
      }
      bits.set(first, last + 1);
    }
    return new CpuSet(bits);
  }

  /**
   * Reads a mask: words of eight hexadecimal digits, the highest first.
   *
   * @throws NumberFormatException when the text is not one
   */
  public static CpuSet parseMask(String text) {
    String[] words = text.strip().split(",", -1);
    BitSet bits = new BitSet();
    for (int i = 0; i < words.length; i++) {
      int base = (words.length - 1 - i) * MASK_WORD_BITS;
      int word = Integer.parseUnsignedInt(words[i], 16);
      for (int bit = 0; bit < MASK_WORD_BITS; bit++) {
        bits.set(base + bit, (word >>> bit & 1) != 0);
      }
    }
    return new CpuSet(bits);
  }

  /** Whether it is one of them. */
  public boolean contains(int member) {
    return member >= 0 && bits.get(member);
  }

  /** Whether all of the other's are among them. */
  public boolean containsAll(CpuSet other) {
    return other.minus(this).isEmpty();
  }

  /** Whether some are in both. */
  public boolean intersects(CpuSet other) {
    return bits.intersects(other.bits);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /** How many there are. */
  public int size() {
    return bits.cardinality();
  }

  /** The lowest, or -1 when there is none. */
  public int first() {
    return bits.nextSetBit(0);
  }

  /** The highest, or -1 when there is none. */
  public int last() {
    return bits.length() - 1;
  }

  /** Those in either. */
  public CpuSet or(CpuSet other) {
    BitSet result = toBitSet();
    result.or(other.bits);
    return new CpuSet(result);
  }

  /** Those in both. */
  public CpuSet and(CpuSet other) {
    BitSet result = toBitSet();
    result.and(other.bits);
    return new CpuSet(result);
  }

  /** Those that are not the other's. */
  public CpuSet minus(CpuSet other) {
    BitSet result = toBitSet();
    result.andNot(other.bits);
    return new CpuSet(result);
  }

  /** The members, ascending. */
  public IntStream stream() {
    return bits.stream();
  }

  /** The members, ascending. */
  public List<Integer> toList() {
    return stream().boxed().toList();
  }

  /** A copy as bits. */
  public BitSet toBitSet() {
    return (BitSet) bits.clone();
  }

  /** The kernel's mask, as {@code /proc/irq/N/smp_affinity} takes it. */
  public String toMask() {
    StringBuilder mask = new StringBuilder();
    for (int base = Math.max(0, last()) / MASK_WORD_BITS * MASK_WORD_BITS;
        base >= 0;
        base -= MASK_WORD_BITS) {
      long[] words = bits.get(base, base + MASK_WORD_BITS).toLongArray();
      long word = words.length == 0 ? 0 : words[0];
      mask.append(mask.length() == 0 ? Long.toHexString(word) : String.format(",%08x", word));
    }
    return mask.toString();
  }

  /** The kernel's list, {@code none} for the empty set. */
  @Override
  public String toString() {
    List<String> ranges = new ArrayList<>();
    for (int first = first(); first >= 0; ) {
      int last = bits.nextClearBit(first) - 1;
      ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
      first = bits.nextSetBit(last + 1);
    }
    return ranges.isEmpty() ? "none" : String.join(",", ranges);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CpuSet set && bits.equals(set.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }
}
