package io.hairspring.api.placement;

/**
 * What a lane got of its core and what was taken, counted since its thread or the machine started:
 * differences between two samples mean something. A lane that spins alone waits for nothing and is
 * switched away from never.
 *
 * @param lane name of the lane's thread
 * @param core its processor
 * @param ranNanos time on the processor
 * @param waitedNanos time in which it could have run and something else did
 * @param involuntarySwitches how often it was made to leave the processor
 * @param voluntarySwitches how often it left by itself: it blocked
 * @param stolenNanos time that a host took of the processor, in steps of 10 ms; 0 on bare metal
 * @param pageFaults pages of memory that were not there, or not its own yet, when it wanted them
 */
public record ContentionSample(
    String lane,
    int core,
    long ranNanos,
    long waitedNanos,
    long involuntarySwitches,
    long voluntarySwitches,
    long stolenNanos,
    long pageFaults) {

  /** What happened from an earlier sample of the same lane to this one. */
  public ContentionSample since(ContentionSample earlier) {
    return new ContentionSample(
        lane,
        core,
        ranNanos - earlier.ranNanos,
        waitedNanos - earlier.waitedNanos,
        involuntarySwitches - earlier.involuntarySwitches,
        voluntarySwitches - earlier.voluntarySwitches,
        stolenNanos - earlier.stolenNanos,
        pageFaults - earlier.pageFaults);
  }
}
