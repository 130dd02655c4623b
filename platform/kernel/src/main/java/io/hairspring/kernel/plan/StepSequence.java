package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one trigger, in order, as flat arrays. Step {@code i} runs when {@code inputs[i]}
 * meets the bits of what has changed so far in the cycle; bit {@code i} is step {@code i}'s, and
 * {@link #TRIGGER} is always set. The arrays are read by the lane and never written.
 */
public final class StepSequence {
  /** The bit of the trigger itself. */
  public static final long TRIGGER = 1L << 63;

  /** Steps a sequence can have. */
  public static final int MAX_STEPS = 63;

  /** What runs. */
  public final Task[] tasks;

  /** What must have changed. */
  public final long[] inputs;

  private final List<String> names;

  private StepSequence(List<TaskNode> steps, long[] inputs) {
    this.tasks = steps.stream().map(TaskNode::task).toArray(Task[]::new);
    this.inputs = inputs;
    this.names = steps.stream().map(TaskNode::name).toList();
  }

  /** The sequence of one trigger, from tasks in topological order. */
  static StepSequence of(TriggerKind trigger, List<TaskNode> ordered) {
    final List<TaskNode> steps = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final long[] inputs = new long[ordered.size()];
    for (final TaskNode node : ordered) {
      long mask = node.definition().triggers().contains(trigger) ? TRIGGER : 0;
      for (final String dependency : node.definition().dependencies()) {
        final int index = names.indexOf(dependency);
        if (index >= 0) {
          mask |= 1L << index;
        }
      }
      if (mask != 0) {
        inputs[steps.size()] = mask;
        steps.add(node);
        names.add(node.name());
      }
    }
    return new StepSequence(steps, inputs);
  }

  /** Names of the steps, in order. */
  public List<String> names() {
    return names;
  }
}
