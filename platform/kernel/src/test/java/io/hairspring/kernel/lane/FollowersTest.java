package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lane 0 and a lane that is behind. */
class FollowersTest {
  private static final long SPUN_NANOS = 5_000_000;

  private final BenchClock clock = new BenchClock(1_000);
  private final LineRing hops = new LineRing(2);
  private final Lane leader =
      new Lane(
          clock,
          rings(new LineRing(2)),
          LaneBench.parking(2),
          Plan.empty(0),
          new ArrayDeque<>(),
          new Followers(List.of(hops)));
  private final FollowerLane follower =
      new FollowerLane(
          1, clock, rings(hops), LaneBench.parking(2), Plan.empty(1), new ArrayDeque<>());

  private static LaneRings rings(LineRing ingress) {
    return new LaneRings(ingress, new LineRing(2), new LineRing(2), new LineRing(2));
  }

  private void offer(int epoch) {
    final List<Plan> plans =
        Plan.perLane(
            epoch,
            "test",
            TaskGraph.empty(),
            TaskTimes.DECLARED,
            new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, List.of(), 2, 50));
    follower.offer(plans.get(1));
    leader.offer(plans.get(0));
  }

  @Test
  @Timeout(30)
  void shouldWaitForALaneThatHasNotTakenThePlanBefore() throws InterruptedException {
    offer(1);
    leader.turn();
    assertEquals(1, leader.epoch());
    assertEquals(0, follower.epoch());
    offer(2);
    final Thread thread = new Thread(leader::turn, "leader");
    thread.setDaemon(true);
    thread.start();
    // It spins: that is what it uses the processor for.
    final var threads = ManagementFactory.getThreadMXBean();
    while (threads.getThreadCpuTime(thread.getId()) < SPUN_NANOS) {
      Thread.onSpinWait();
    }
    assertEquals(1, leader.epoch());
    follower.turn();
    thread.join();
    assertEquals(2, leader.epoch());
    follower.turn();
    assertEquals(2, follower.epoch());
    assertFalse(follower.turn());
  }
}
