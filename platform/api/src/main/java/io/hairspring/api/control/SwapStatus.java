package io.hairspring.api.control;

/**
 * A swap: one component taking the place of another that goes on until then.
 *
 * @param number its number, from 1, in the order of arrival
 * @param kind what is replaced: strategy, task, feed, gateway, monitor or logger
 * @param name name of the component
 * @param from bundle, version and component that it comes from; empty when it had left before
 * @param to bundle, version and component that replaces it
 * @param bundle id of the successor's bundle, -1 when it has none
 * @param state how far it has come
 * @param reason why it is there: what it waits for, or what was wrong
 * @param figures what was measured on the way
 */
public record SwapStatus(
    long number,
    String kind,
    String name,
    String from,
    String to,
    long bundle,
    State state,
    String reason,
    Figures figures) {

  /** How far a swap has come. The ordinal is the code in the journal. */
  public enum State {
    /** The successor is there and waits for its turn. */
    ARRIVED,
    /** It is run beside the old one, its orders withheld. */
    SHADOW,
    /** It is compiled, within its budget, and agrees with the old one as far as it has to. */
    WARM,
    /** It is offered to the lane and waits for a cycle boundary. */
    HAND_OVER,
    /** It is in force, the old one ready to come back. */
    PROBATION,
    /** It is in force for good; the old one is let go. */
    RETIRED,
    /** It never came into force; the old one went on. */
    REFUSED,
    /** It was in force and has failed; the old one waits for a cycle boundary to come back. */
    ROLLING_BACK,
    /** It was in force and has failed; the old one is in force again. */
    ROLLED_BACK;

    /** Whether nothing changes any more. */
    public boolean over() {
      return this == RETIRED || this == REFUSED || this == ROLLED_BACK;
    }
  }

  /**
   * What was measured.
   *
   * @param rehearsed events that the successor was rehearsed with, from another source
   * @param shadowed live events that it has seen in the shadow
   * @param lost live events that its ring had no room for
   * @param oldOrders new orders of the old one while the successor was in the shadow
   * @param newOrders new orders of the successor in the shadow, all withheld
   * @param eventNanos what one event takes the successor, with its book, once it is warm
   * @param adoptionNanos how long the lane stood still for the hand-over; 0 before it
   * @param stateNanos how much of that was for handing the state over
   * @param approachNanos how long the lane stood still at most at one of the boundaries before, at
   *     which it was led up to that: looked at what it would need, tried it
   * @param epoch the plan that brought it into force; 0 before it, and where plans do not matter
   */
  public record Figures(
      long rehearsed,
      long shadowed,
      long lost,
      long oldOrders,
      long newOrders,
      long eventNanos,
      long adoptionNanos,
      long stateNanos,
      long approachNanos,
      int epoch) {
    /** Nothing measured yet. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Without having been led up to the hand-over. */
    public Figures(
        long rehearsed,
        long shadowed,
        long lost,
        long oldOrders,
        long newOrders,
        long eventNanos,
        long adoptionNanos,
        long stateNanos,
        int epoch) {
      this(
          rehearsed,
          shadowed,
          lost,
          oldOrders,
          newOrders,
          eventNanos,
          adoptionNanos,
          stateNanos,
          0,
          epoch);
    }
  }
}
