package io.hairspring.kernel.lane;

import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import java.util.List;

/**
 * Two lanes that run each event's cycle together, with a task on each, an order that joins them,
 * and a count of what any of them did not see. The plan can change: each has tasks of its own,
 * which know its epoch.
 */
final class TwoLanes {
  private static final int HOP_LINES = 4;

  final LineRing market;
  final Lane leader;
  final FollowerLane follower;

  /** Cycles in which the order did not see what lane 1 had done in them, or under which plan. */
  int unjoined;

  /** Cycles in which lane 1 did not see what lane 0 had done in the one before. */
  int unseen;

  // Written by lane 1.
  private long leftCycle;
  private int leftEpoch;

  // Written by lane 0.
  private long orderCycle;
  private int rightEpoch;

  private final int events;
  private final int plans;
  private int offered;

  /**
   * With a plan in force and events waiting.
   *
   * @param plans how many there will be, the first included
   */
  TwoLanes(int events, int plans) {
    this.events = events;
    this.plans = plans;
    market = new LineRing(Math.max(2, Integer.highestOneBit(events) * 2));
    StressLanes.events(market, events);
    offered = 1;
    final List<Plan> first = plans(1);
    final LineRing hops = new LineRing(HOP_LINES);
    leader = StressLanes.leader(market, first.get(0), new Followers(List.of(hops)));
    follower = StressLanes.follower(hops, first.get(1));
    leader.adopted(1);
    follower.adopted(1);
  }

  /** Lane 0's thread: a turn; whether it was the last. */
  boolean turnLeader() {
    leader.turn();
    return market.peek() == LineRing.EMPTY && inForce(plans);
  }

  /** Lane 1's thread: a turn; whether it was the last. */
  boolean turnFollower() {
    follower.turn();
    return follower.counters().cycles() == events && inForce(plans);
  }

  /** Control thread: offers the next plan, if there is one more and both lanes run the last. */
  void offerNext() {
    if (offered < plans && inForce(offered)) {
      offered++;
      final List<Plan> next = plans(offered);
      follower.offer(next.get(1));
      leader.offer(next.get(0));
    }
  }

  private boolean inForce(int epoch) {
    return leader.epoch() == epoch && follower.epoch() == epoch;
  }

  private List<Plan> plans(int epoch) {
    return StressLanes.plans(
        epoch,
        2,
        StressLanes.node(
            1, StressLanes.onEvent("left").lane(1), cycle -> left(cycle.number(), epoch)),
        StressLanes.node(2, StressLanes.onEvent("right").lane(0), cycle -> right(epoch)),
        StressLanes.node(
            3,
            StressLanes.after("order", "left", "right").emitsOrders(),
            cycle -> order(cycle.number(), epoch)));
  }

  private boolean left(long cycle, int epoch) {
    if (orderCycle != cycle - 1) {
      unseen++;
    }
    leftEpoch = epoch;
    leftCycle = cycle;
    return true;
  }

  private boolean right(int epoch) {
    rightEpoch = epoch;
    return true;
  }

  private boolean order(long cycle, int epoch) {
    if (leftCycle != cycle || leftEpoch != epoch || rightEpoch != epoch) {
      unjoined++;
    }
    orderCycle = cycle;
    return false;
  }
}
