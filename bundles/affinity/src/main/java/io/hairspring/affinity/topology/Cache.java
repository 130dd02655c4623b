package io.hairspring.affinity.topology;

/**
 * A cache.
 *
 * @param level 1 is nearest to the core
 * @param type what it holds
 * @param bytes its size; 0 when the kernel does not tell
 * @param lineBytes size of a line; 0 when the kernel does not tell
 * @param cpus the processors that share it and are online
 */
public record Cache(int level, Type type, long bytes, int lineBytes, CpuSet cpus) {

  /** What a cache holds. */
  public enum Type {
    /** Data only. */
    DATA,
    /** Instructions only. */
    INSTRUCTION,
    /** Both. */
    UNIFIED
  }
}
