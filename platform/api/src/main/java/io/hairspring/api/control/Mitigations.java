package io.hairspring.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What can be done to a platform that is in trouble while it trades: by an operator, or by a
 * monitor's policy. A service of the kernel; what is in force outlasts a session. Each change is
 * noted in the journal.
 *
 * <p>What two {@linkplain Party parties} ask for is in force until both have taken it back: a
 * monitor cannot let go what an operator holds.
 *
 * <p>The <em>fast</em> calls return at once, may be made on an agent's thread, and are in force on
 * a lane at its next cycle boundary: {@link #inForce} says when. The <em>slow</em> ones make
 * another plan, which takes milliseconds; they wait for it, and are in force when they return.
 * Those are not for agents. None is for a lane. When a lane's task does not return, a slow one
 * gives up after five seconds with an {@link IllegalStateException}: it is not refused, {@link
 * #active} has it, and the lanes adopt the plan when the task returns. What is refused is an {@link
 * IllegalArgumentException}, and changes nothing.
 */
@ProviderType
public interface Mitigations {

  /** Who asks. */
  enum Party {
    /** A person, by the shell. */
    OPERATOR,
    /** The policy of a monitor. */
    MONITOR
  }

  /**
   * Fast. Leaves the deferred steps that are sheddable out of every cycle that begins from then on.
   *
   * @param on whether to do it, or to take it back
   * @return number of the change, for {@link #inForce}
   */
  long shed(Party by, boolean on, String reason);

  /**
   * Fast. Refuses new and replaced orders on the lanes, as when the egress ring is full; cancels
   * pass.
   *
   * @param on whether to do it, or to take it back
   * @return number of the change, for {@link #inForce}
   */
  long holdOrders(Party by, boolean on, String reason);

  /**
   * Fast. Lets at most so many events a second through from the feed; what comes faster waits in
   * the feed, and its due times stay. In force at the feed agent's next turn. The lower of two
   * parties' limits holds.
   *
   * @param eventsPerSecond the limit, 1 or more; 0 to take it back
   * @return number of the change
   * @throws IllegalArgumentException when it is negative
   */
  long throttle(Party by, long eventsPerSecond, String reason);

  /**
   * Fast. The kill switch: nothing new is accepted any more, on the lanes and at the gateway's
   * door, and every open order is cancelled. {@link #halt} says how far it is. It outlasts
   * sessions; only {@link #enable} ends it.
   *
   * @param operator who does it; {@code monitor} when no person does
   * @return number of the change, for {@link #inForce}
   * @throws IllegalArgumentException when no operator is named
   */
  long kill(String operator, String reason);

  /**
   * Fast. Ends {@link #kill}.
   *
   * @param operator the person who answers for it
   * @return number of the change, for {@link #inForce}
   * @throws IllegalArgumentException when no operator is named, or {@code monitor} is
   */
  long enable(String operator, String reason);

  /** Whether every lane of the session has a change in force; true when no session is open. */
  boolean inForce(long change);

  /**
   * Numbers of the session's lanes that do not have a change in force yet, the lowest first: such a
   * lane is in a cycle that has not ended. Empty when no session is open.
   */
  List<Integer> lanesWithout(long change);

  /**
   * Platform time at which lane 0 had a change in force; 0 when it has not yet, or when it is more
   * than 256 changes ago.
   */
  long inForceNanos(long change);

  /** Slow. Takes a task out of the plan. Both parties' word is wanted to let it back. */
  void quarantine(Party by, String task, String reason);

  /**
   * Slow. Takes back a {@link #quarantine}; an operator's also lets a task back that the kernel had
   * taken out because it failed. One that is quarantined need not be plugged in any more.
   *
   * @throws IllegalArgumentException when there is no such task, and none is quarantined
   */
  void release(Party by, String task, String reason);

  /** Slow. Plans a task as a background one, in the slack after the critical steps. */
  void demote(Party by, String task, String reason);

  /** Slow. Takes back a {@link #demote}. */
  void promote(Party by, String task, String reason);

  /**
   * Slow. Has the fallback that a strategy declares trade in its place.
   *
   * @throws IllegalArgumentException when it declares none, or it is not plugged in
   */
  void fallback(Party by, String strategy, String reason);

  /** Slow. Takes back a {@link #fallback}. */
  void primary(Party by, String strategy, String reason);

  /** Slow. Plans the same tasks anew, with the times they are measured to take. */
  void replan(String reason);

  /** The kill switch. */
  HaltStatus halt();

  /** Every mitigation that is in force, the oldest first. */
  List<MitigationStatus> active();
}
