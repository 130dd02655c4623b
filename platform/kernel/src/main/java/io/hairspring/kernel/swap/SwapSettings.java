package io.hairspring.kernel.swap;

/**
 * How swaps are made, from {@code etc/io.hairspring.kernel.cfg}.
 *
 * @param warmUp whether a successor is run in the shadow before it comes into force
 * @param rehearsalFeed URI of the feed it is rehearsed with; empty for none
 * @param rehearsalEvents events it is rehearsed with at least
 * @param venue URI of the gateway that answers the orders of a shadow; empty for none
 * @param shadowEvents live events it sees in the shadow at least
 * @param quietMillis how long those are waited for
 * @param limitMillis how long it may take to get warm
 * @param tolerancePercent by how much its new orders in the shadow may differ from the old one's,
 *     in percent of the larger; {@link #ANY} for any number
 * @param handOverMillis how long a cycle boundary is waited for
 * @param snapshotBytes the most a state may take
 * @param probationEvents events of the probation at least
 * @param probationMillis length of the probation at least
 * @param copyLines lines of the ring that live events are copied into
 * @param stopOld whether the bundle of who has lost is stopped, once nothing of it is in use
 */
public record SwapSettings(
    boolean warmUp,
    String rehearsalFeed,
    int rehearsalEvents,
    String venue,
    int shadowEvents,
    int quietMillis,
    int limitMillis,
    int tolerancePercent,
    int handOverMillis,
    int snapshotBytes,
    int probationEvents,
    int probationMillis,
    int copyLines,
    boolean stopOld) {
  /** {@link #tolerancePercent}: orders are counted and not compared. */
  public static final int ANY = -1;

  /** The same with or without warm-up, and with another probation. */
  public SwapSettings with(boolean warm, int eventsOnProbation, int millisOnProbation) {
    return new SwapSettings(
        warm,
        rehearsalFeed,
        rehearsalEvents,
        venue,
        shadowEvents,
        quietMillis,
        limitMillis,
        tolerancePercent,
        handOverMillis,
        snapshotBytes,
        eventsOnProbation,
        millisOnProbation,
        copyLines,
        stopOld);
  }
}
