package io.hairspring.kernel.lane;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Ordering;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lanes, plans and events as small as they come: there is one set for every sample. */
final class StressLanes {
  private static final long HOP_NANOS = 200;

  private StressLanes() {}

  /** A lane by itself, with a ring of events. */
  static Lane alone(LineRing market, Plan first) {
    return leader(market, first, Followers.none());
  }

  /** The lane that leads. */
  static Lane leader(LineRing market, Plan first, Followers followers) {
    return new Lane(new VirtualClock(), rings(market), settings(), first, failures(), followers);
  }

  /** Lane 1, with the ring that lane 0 hands cycles over with. */
  static FollowerLane follower(LineRing hops, Plan first) {
    return new FollowerLane(1, new VirtualClock(), rings(hops), settings(), first, failures());
  }

  /** Puts events into a ring that has room for them. */
  static void events(LineRing market, int count) {
    for (int sequence = 1; sequence <= count; sequence++) {
      new MarketEventEncoder()
          .wrapAndApplyHeader(market.buffer(), market.claim(), new MessageHeaderEncoder())
          .sequence(sequence);
      market.commit();
    }
  }

  /** A critical task that runs on every event. */
  static TaskDefinition.Builder onEvent(String name) {
    return TaskDefinition.named(name)
        .on(TriggerKind.MARKET_EVENT)
        .latencyClass(LatencyClass.CRITICAL);
  }

  /** A critical task that runs after others. */
  static TaskDefinition.Builder after(String name, String... others) {
    return TaskDefinition.named(name).after(others).latencyClass(LatencyClass.CRITICAL);
  }

  static TaskNode node(int number, TaskDefinition.Builder definition, Task task) {
    return new TaskNode(number, definition.build(), task, "stress");
  }

  /** The plan of each lane. */
  static List<Plan> plans(int epoch, int lanes, TaskNode... nodes) {
    return Plan.perLane(
        epoch,
        "stress",
        TaskGraph.of(List.of(nodes), new GraphLimits(Long.SIZE, lanes, GraphLimits.MAX_RESOURCES)),
        TaskTimes.DECLARED,
        new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, List.of(), lanes, HOP_NANOS));
  }

  private static LaneRings rings(LineRing market) {
    return new LaneRings(market, new LineRing(2), new LineRing(2), new LineRing(2));
  }

  private static LaneSettings settings() {
    return new LaneSettings(Long.SIZE, 1, 1, 0, DeadlinePolicy.COUNT, 0, 0, 0);
  }

  private static Queue<TaskFailure> failures() {
    return new ConcurrentLinkedQueue<>();
  }
}
