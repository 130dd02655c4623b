package io.hairspring.kernel.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The rule by which steps are put in order, against a model that looks everything up each time. */
class StepOrderPropertyTest {
  private final Map<String, TaskDefinition> tasks = new HashMap<>();
  private final Map<String, Long> nanos = new HashMap<>();
  private final List<String> ordered = new ArrayList<>();
  private final List<String> placed = new ArrayList<>();

  @Property(tries = 300)
  void shouldPlaceTheMostUrgentFirstRightAfterWhatIsMissingBeforeIt(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    final StepOrderPropertyTest trial = new StepOrderPropertyTest();
    final Random random = new Random(seed);
    final PlanBench bench = new PlanBench();
    for (int i = 0; i < size; i++) {
      final TaskDefinition.Builder task = definition(random, i);
      final TaskDefinition built = task.build();
      trial.tasks.put(built.name(), built);
      trial.nanos.put(built.name(), 1L + random.nextInt(5));
      bench.add(trial.nanos.get(built.name()), task);
    }
    bench.graph().nodes().forEach(node -> trial.ordered.add(node.name()));
    final Plan plan = bench.plan();
    assertEquals(trial.critical(), PlanBench.names(plan, Band.CRITICAL));
    assertEquals(trial.band(LatencyClass.SENSITIVE), PlanBench.names(plan, Band.SENSITIVE));
    assertEquals(trial.band(LatencyClass.BACKGROUND), PlanBench.names(plan, Band.BACKGROUND));
  }

  /** Names that do not sort as they depend on each other. */
  private static String name(int i) {
    return "t" + i * 7 % 41;
  }

  private static TaskDefinition.Builder definition(Random random, int i) {
    final String[] inputs =
        random
            .ints(i == 0 ? 0 : random.nextInt(3), 0, Math.max(1, i))
            .distinct()
            .mapToObj(StepOrderPropertyTest::name)
            .toArray(String[]::new);
    final TaskDefinition.Builder task =
        inputs.length == 0 ? PlanBench.onEvent(name(i)) : PlanBench.after(name(i), inputs);
    task.latencyClass(LatencyClass.values()[random.nextInt(LatencyClass.values().length)])
        .priority(random.nextInt(2));
    return random.nextInt(4) == 0 ? task.emitsOrders() : task;
  }

  private List<String> critical() {
    final List<TaskDefinition> emitters =
        tasks.values().stream().filter(TaskDefinition::emitsOrders).toList();
    final LatencyClass best =
        emitters.stream()
            .map(TaskDefinition::latencyClass)
            .min(Comparator.naturalOrder())
            .orElse(LatencyClass.CRITICAL);
    place(emitters.stream().filter(task -> task.latencyClass() == best).toList());
    place(tasks.values().stream().filter(t -> t.latencyClass() == LatencyClass.CRITICAL).toList());
    return List.copyOf(placed);
  }

  private List<String> band(LatencyClass least) {
    final int before = placed.size();
    place(tasks.values().stream().filter(t -> t.latencyClass().compareTo(least) <= 0).toList());
    return List.copyOf(placed.subList(before, placed.size()));
  }

  private void place(List<TaskDefinition> ends) {
    final List<TaskDefinition> waiting = new ArrayList<>(ends);
    while (!waiting.isEmpty()) {
      waiting.removeIf(task -> placed.contains(task.name()));
      waiting.stream().min(urgency()).ifPresent(end -> placed.addAll(missing(end)));
    }
  }

  private Comparator<TaskDefinition> urgency() {
    return Comparator.comparing(TaskDefinition::latencyClass)
        .thenComparing(TaskDefinition::priority, Comparator.reverseOrder())
        .thenComparing(end -> missing(end).stream().mapToLong(nanos::get).sum())
        .thenComparing(TaskDefinition::name);
  }

  /** What a task waits for and itself, in the graph's order, but for what is placed. */
  private List<String> missing(TaskDefinition end) {
    final List<String> wanted = new ArrayList<>();
    collect(end.name(), wanted);
    return ordered.stream()
        .filter(name -> wanted.contains(name) && !placed.contains(name))
        .toList();
  }

  private void collect(String name, List<String> wanted) {
    wanted.add(name);
    tasks.get(name).dependencies().forEach(input -> collect(input, wanted));
  }
}
