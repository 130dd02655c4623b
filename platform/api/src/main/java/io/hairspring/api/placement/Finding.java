package io.hairspring.api.placement;

/**
 * What an examination of the machine found.
 *
 * @param check what was looked at; unique in an examination
 * @param grade how good it is for low latency
 * @param found what was found, in words
 * @param why why it matters
 * @param remedy the command that mends it; empty when nothing needs mending or nothing can
 */
public record Finding(String check, Grade grade, String found, String why, String remedy) {

  /** How good something is for low latency, the best first. */
  public enum Grade {
    /** As it should be. */
    GOOD,
    /** Costs something, sometimes. */
    FAIR,
    /** Costs much, or often. */
    POOR,
    /** The machine does not tell. */
    UNKNOWN
  }
}
