package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
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
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random graphs over two lanes on two threads, against a model that knows of no lanes. */
class TwoLanesPropertyTest {
  private static final int CYCLES = 6;
  private static final LaneSettings SETTINGS =
      new LaneSettings(320, 4, 8, 0, DeadlinePolicy.COUNT, 0, 0, 0);

  private final BenchClock clock = new BenchClock(1_000);
  private final Queue<TaskFailure> failures = new ConcurrentLinkedQueue<>();
  private final LineRing market = new LineRing(64);
  private final LineRing hops = new LineRing(4);
  private final Lane leader =
      new Lane(
          clock, rings(market), SETTINGS, Plan.empty(0), failures, new Followers(List.of(hops)));
  private final FollowerLane follower =
      new FollowerLane(1, clock, rings(hops), SETTINGS, Plan.empty(1), failures);
  private final Thread thread = new Thread(follower, "follower");
  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  private static LaneRings rings(LineRing ingress) {
    return new LaneRings(ingress, new LineRing(2), new LineRing(2), new LineRing(1024));
  }

  @Property(tries = 40)
  void shouldRunWhatAModelRunsEachOnceAndInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int size, @ForAll Tier tier)
      throws Exception {
    final TwoLanesPropertyTest lanes = new TwoLanesPropertyTest();
    lanes.thread.setDaemon(true);
    lanes.thread.start();
    try {
      lanes.check(new Random(seed), size, tier);
    } finally {
      lanes.follower.stop();
      lanes.thread.join();
    }
  }

  private void check(Random random, int size, Tier tier) {
    final boolean[] changes = new boolean[size];
    final List<TaskNode> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      final int own = i;
      final TaskDefinition definition = definition(random, i);
      nodes.add(
          new TaskNode(
              i + 1,
              definition,
              cycle -> {
                ran.add(definition.name());
                return changes[own];
              },
              "test"));
    }
    final TaskGraph graph = TaskGraph.of(nodes, new GraphLimits(320, 2, 8));
    final List<Plan> plans =
        tier.of(
            Plan.perLane(
                1,
                "test",
                graph,
                TaskTimes.DECLARED,
                new PlanRules(Ordering.CRITICAL_PATH, List.of(), 0, List.of(), 2, 50)));
    follower.offer(plans.get(1));
    leader.offer(plans.get(0));
    assertEquals(1, follower.number());
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      for (int i = 0; i < size; i++) {
        changes[i] = random.nextInt(3) > 0;
      }
      ran.clear();
      new MarketEventEncoder()
          .wrapAndApplyHeader(market.buffer(), market.claim(), new MessageHeaderEncoder())
          .sequence(cycle)
          .receiveNanos(cycle);
      market.commit();
      while (leader.turn()) {
        Thread.onSpinWait();
      }
      final List<String> order = List.copyOf(ran);
      assertEquals(model(graph.nodes(), changes), new HashSet<>(order));
      assertInOrderAndOnce(order, graph.nodes());
    }
    assertEquals(1, leader.epoch());
    if (plans.get(0).runsOn(1, TriggerKind.MARKET_EVENT.ordinal())) {
      assertEquals(1, follower.epoch());
    }
    assertTrue(failures.isEmpty());
  }

  private static TaskDefinition definition(Random random, int i) {
    final TaskDefinition.Builder definition =
        TaskDefinition.named("t" + i)
            .latencyClass(LatencyClass.values()[random.nextInt(3)])
            .budgetNanos(1 + random.nextInt(1_000));
    final Set<String> dependencies = new HashSet<>();
    for (int d = random.nextInt(3); d > 0 && i > 0; d--) {
      dependencies.add("t" + random.nextInt(i));
    }
    definition.after(dependencies.stream().sorted().toArray(String[]::new));
    if (dependencies.isEmpty() || random.nextInt(5) == 0) {
      switch (random.nextInt(6)) {
        case 0 -> definition.on(TriggerKind.ALWAYS);
        case 1 -> definition.on(TriggerKind.MARKET_EVENT, TriggerKind.TIMER);
        default -> definition.on(TriggerKind.MARKET_EVENT);
      }
    }
    switch (random.nextInt(8)) {
      case 0 -> definition.emitsOrders();
      case 1 -> definition.every(1_000_000);
      case 2 -> definition.resources("r" + random.nextInt(3));
      case 3 -> definition.resources("r0", "r" + (1 + random.nextInt(2)));
      case 4 -> definition.lane(random.nextInt(2));
      default -> definition.priority(random.nextInt(3));
    }
    return definition.build();
  }

  private static Set<String> model(List<TaskNode> nodes, boolean[] changes) {
    final Set<String> ran = new HashSet<>();
    final Set<String> changed = new HashSet<>();
    for (final TaskNode node : nodes) {
      final TaskDefinition task = node.definition();
      if (task.startsOn(TriggerKind.MARKET_EVENT)
          || task.dependencies().stream().anyMatch(changed::contains)) {
        ran.add(task.name());
        if (changes[node.number() - 1]) {
          changed.add(task.name());
        }
      }
    }
    return ran;
  }

  private static void assertInOrderAndOnce(List<String> ran, List<TaskNode> nodes) {
    final Map<String, Integer> at = new HashMap<>();
    for (int i = 0; i < ran.size(); i++) {
      assertEquals(null, at.put(ran.get(i), i), "run twice");
    }
    for (final TaskNode node : nodes) {
      for (final String before : node.definition().dependencies()) {
        assertTrue(
            !at.containsKey(before)
                || !at.containsKey(node.name())
                || at.get(before) < at.get(node.name()));
      }
    }
  }
}
