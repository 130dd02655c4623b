package io.hairspring.api.placement;

/**
 * Something that takes from a lane what it was given.
 *
 * @param lane name of the lane's thread
 * @param core its processor
 * @param kind what is taken
 * @param severity the share of the lane's time that was taken; for a cache, by how many times worse
 *     it is than at its best
 * @param found what was seen, in words
 * @param response what was done about it, or the command that would help
 */
public record Disturbance(
    String lane, int core, Kind kind, double severity, String found, String response) {

  /** What is taken from a lane. */
  public enum Kind {
    /** Something else ran on its core. */
    CORE_TAKEN,
    /** The host of the virtual machine ran something else on its core. */
    CORE_STOLEN_BY_HOST,
    /** Others throw its data out of the cache that they share. */
    CACHE_CONTENDED
  }
}
