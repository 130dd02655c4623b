package io.hairspring.kernel.plan;

import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of one kind of cycle on one lane, as flat arrays that the lane reads and nobody writes.
 * Step {@code i} is bit {@code i % 64} of word {@code i / 64}. A lane keeps the words of the steps
 * that are ready; a step that changed something makes those of its successors ready, so that what
 * has nothing new to see is never looked at. Every band begins with a word of its own.
 */
public final class StepSequence {
  /** No step. */
  public static final int NONE = -1;

  /** What runs; null between the end of a band and the next word. */
  public final Task[] tasks;

  /** Number of each step's task. */
  public final int[] numbers;

  /** Words of all steps. */
  public final int width;

  /** Steps that run at once: the first ones. */
  public final int criticalSteps;

  /** Words of these. */
  public final int criticalWords;

  /** Words of those and of the sensitive steps. */
  public final int sensitiveWords;

  /** {@link #width} words a step: whom it makes ready. */
  public final long[] successors;

  /** The last of these words that is not zero, per step. */
  public final int[] reach;

  /** The steps that a trigger makes ready. */
  public final long[] starts;

  /** Which steps may be left out. */
  public final long[] sheddable;

  /** Bits of the resources a step uses. */
  public final long[] resources;

  /** Expected time of each step, in nanoseconds. */
  public final long[] expectedNanos;

  /** Budget of each step, in nanoseconds; {@link Long#MAX_VALUE} when not stated. */
  public final long[] budgetNanos;

  /** Expected time of all critical steps together, in nanoseconds. */
  public final long criticalNanos;

  /** What the critical steps may take, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
  public final long deadlineNanos;

  /** Which steps run on an event, by its kind and instrument. */
  public final Admission admission;

  private final long[] readyBefore;
  private final boolean[] leads;
  private final int lane;
  private final String[] names;
  private final List<PlannedPath> paths;
  private final int[] stepOfTask;

  private StepSequence(
      int lane,
      Map<Band, List<TaskNode>> bands,
      Membership members,
      TaskTimes times,
      PlanRules rules,
      ResourceBits resourceBits,
      List<PlannedPath> paths,
      long criticalNanos) {
    this.lane = lane;
    this.paths = paths;
    final TaskNode[] steps = inWords(bands);
    width = steps.length / Long.SIZE;
    criticalSteps = bands.get(Band.CRITICAL).size();
    criticalWords = words(bands.get(Band.CRITICAL));
    sensitiveWords = criticalWords + words(bands.get(Band.SENSITIVE));
    tasks = new Task[steps.length];
    numbers = new int[steps.length];
    names = new String[steps.length];
    successors = new long[steps.length * width];
    reach = new int[steps.length];
    leads = new boolean[steps.length];
    starts = new long[width];
    sheddable = new long[width];
    resources = new long[steps.length];
    expectedNanos = new long[steps.length];
    budgetNanos = new long[steps.length];
    stepOfTask = new int[highestNumber(members) + 1];
    Arrays.fill(stepOfTask, NONE);
    final Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] != null) {
        describe(i, steps[i], times, resourceBits);
        index.put(steps[i].name(), i);
        if (members.startsByItself(steps[i])) {
          set(starts, 0, i);
        }
        for (final String input : members.inputs(steps[i])) {
          set(successors, index.get(input) * width, i);
          leads[index.get(input)] = true;
        }
      }
    }
    for (int i = 0; i < steps.length; i++) {
      reach[i] = lastWord(i);
    }
    this.criticalNanos = criticalNanos;
    deadlineNanos = deadline(bands.get(Band.CRITICAL), rules);
    readyBefore = allReadyBefore();
    admission = Admission.of(steps, this, members.trigger(), rules.instruments());
  }

  /** Lays the sequence of each lane out. */
  static List<StepSequence> of(
      Membership members, TaskTimes times, PlanRules rules, ResourceBits resources) {
    final Map<Band, List<TaskNode>> bands = StepOrder.of(members, times, rules);
    final List<PlannedPath> paths =
        new CriticalPaths(members, times).to(StepOrder.emitters(members));
    // As if on one lane, which is never too little.
    final long nanos = bands.get(Band.CRITICAL).stream().mapToLong(times::nanos).sum();
    if (rules.lanes() == 1) {
      return List.of(new StepSequence(0, bands, members, times, rules, resources, paths, nanos));
    }
    final List<StepSequence> lanes = new ArrayList<>();
    for (final Map<Band, List<TaskNode>> own :
        new LaneSplit(members, times, rules, bands).lanes()) {
      lanes.add(
          new StepSequence(
              lanes.size(),
              own,
              Membership.of(members.trigger(), own.values()),
              times,
              rules,
              resources,
              paths,
              nanos));
    }
    return lanes;
  }

  /** The steps in order, as a person wants to see them. */
  List<PlannedStep> description() {
    final List<PlannedStep> steps = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        steps.add(
            new PlannedStep(lane, names[i], i >= criticalWords * Long.SIZE, expectedNanos[i]));
      }
    }
    return steps;
  }

  /**
   * Sets the steps that are ready when all critical ones before a step have run and each of them
   * has changed something.
   *
   * @param step up to {@link #criticalSteps}, which stands for all of them
   * @param ready the words to set
   */
  @HotPath
  public void readyBefore(int step, long[] ready) {
    for (int w = 0; w < width; w++) {
      ready[w] = readyBefore[step * width + w];
    }
  }

  /** Whether a step depends on one. */
  @HotPath
  public boolean leads(int step) {
    return leads[step];
  }

  private long[] allReadyBefore() {
    final long[] all = new long[(criticalSteps + 1) * width];
    System.arraycopy(starts, 0, all, 0, width);
    for (int i = 0; i < criticalSteps; i++) {
      for (int w = 0; w < width; w++) {
        all[(i + 1) * width + w] = all[i * width + w] | successors[i * width + w];
      }
      all[(i + 1) * width + i / Long.SIZE] &= ~(1L << i);
    }
    return all;
  }

  /** Names of the steps of a band, in order. */
  public List<String> names(Band band) {
    final int[] bounds = {0, criticalWords, sensitiveWords, width};
    final int from = bounds[band.ordinal()] * Long.SIZE;
    final int to = bounds[band.ordinal() + 1] * Long.SIZE;
    return Arrays.stream(names, from, to).filter(name -> name != null).toList();
  }

  /** Name of a step. */
  public String name(int step) {
    return names[step];
  }

  /** The step of a task, or {@link #NONE}. */
  public int step(int taskNumber) {
    return taskNumber < stepOfTask.length ? stepOfTask[taskNumber] : NONE;
  }

  /** The longest chain to each task whose orders are urgent. */
  public List<PlannedPath> criticalPaths() {
    return paths;
  }

  private void describe(int i, TaskNode node, TaskTimes times, ResourceBits resourceBits) {
    tasks[i] = node.task();
    numbers[i] = node.number();
    names[i] = node.name();
    stepOfTask[node.number()] = i;
    resources[i] = resourceBits.of(node.definition().resources());
    expectedNanos[i] = node.number() == LaneEdge.KERNEL ? 0 : times.nanos(node);
    budgetNanos[i] =
        node.definition().budgetNanos() == 0 ? Long.MAX_VALUE : node.definition().budgetNanos();
    if (node.definition().sheddable()) {
      set(sheddable, 0, i);
    }
  }

  private int lastWord(int step) {
    int last = step / Long.SIZE;
    for (int w = last; w < width; w++) {
      if (successors[step * width + w] != 0) {
        last = w;
      }
    }
    return last;
  }

  private static void set(long[] words, int base, int bit) {
    words[base + bit / Long.SIZE] |= 1L << bit;
  }

  private static long deadline(List<TaskNode> critical, PlanRules rules) {
    long least = rules.deadlineNanos() == 0 ? Long.MAX_VALUE : rules.deadlineNanos();
    for (final TaskNode node : critical) {
      final long own = node.definition().deadlineNanos();
      least = own == 0 ? least : Math.min(least, own);
    }
    return least;
  }

  private static TaskNode[] inWords(Map<Band, List<TaskNode>> bands) {
    final List<TaskNode> steps = new ArrayList<>();
    for (final Band band : Band.values()) {
      steps.addAll(bands.get(band));
      while (steps.size() % Long.SIZE != 0) {
        steps.add(null);
      }
    }
    return steps.toArray(TaskNode[]::new);
  }

  private static int highestNumber(Membership members) {
    return members.nodes().stream().mapToInt(TaskNode::number).max().orElse(0);
  }

  private static int words(List<TaskNode> band) {
    return (band.size() + Long.SIZE - 1) / Long.SIZE;
  }
}
