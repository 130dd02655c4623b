package io.hairspring.api.placement;

/**
 * What the processor counted for a lane's thread since it was first looked at: differences between
 * two samples mean something.
 *
 * @param lane name of the lane's thread
 * @param core its processor
 * @param instructions instructions of the thread
 * @param references times that it looked into the last cache
 * @param misses times that it did not find what it looked for there
 */
public record CacheSample(String lane, int core, long instructions, long references, long misses) {
  private static final double THOUSAND = 1_000;

  /** What happened from an earlier sample of the same lane to this one. */
  public CacheSample since(CacheSample earlier) {
    return new CacheSample(
        lane,
        core,
        instructions - earlier.instructions,
        references - earlier.references,
        misses - earlier.misses);
  }

  /** Misses in a thousand instructions; 0 when there were none. */
  public double missesPerThousand() {
    return instructions <= 0 ? 0 : THOUSAND * misses / instructions;
  }
}
