package io.hairspring.affinity;

import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * The kernel's list format for sets of processors, as in {@code Cpus_allowed_list} of {@code
 * /proc/PID/status}: {@code 0-3,8,10-11}. Format: cpuset(7), "List format".
 */
final class CoreList {
  private CoreList() {}

  /**
   * Reads a list.
   *
   * @throws NumberFormatException when the text is not one
   */
  static BitSet parse(String text) {
    BitSet cores = new BitSet();
    for (String range : text.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      if (first < 0 || last < first) {
        throw new NumberFormatException("not a range of cores: " + range);
      }
      cores.set(first, last + 1);
    }
    return cores;
  }

  /** Writes a set for a person to read: every core, in order. */
  static String format(BitSet cores) {
    return cores.isEmpty()
        ? "none"
        : cores.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
