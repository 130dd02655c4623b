package io.hairspring.kernel.plan;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.ring.FieldHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one lane tells another in every cycle: whether a task changed anything. Three steps make it:
 * {@code signal} runs on the task's lane only if it changed something, {@code publish} runs after
 * it in every cycle, and {@code await} on the other lane spins until it has. One release store and
 * one acquire load carry everything that the task wrote.
 */
final class LaneEdge extends EdgeFields {
  /** Number of steps that are the kernel's own. */
  static final int KERNEL = 0;

  private final String name;

  /** An edge from a task, or from the end of a lane's share of the cycle. */
  LaneEdge(String from, int toLane) {
    this.name = from + ".to." + toLane;
  }

  /** On the task's lane: it changed something. */
  TaskNode signal(String task) {
    return node(TaskDefinition.named("signal." + name).after(task), this::changed);
  }

  /** On the task's lane: it has run, or was skipped. */
  TaskNode publish() {
    return node(TaskDefinition.named("publish." + name).on(TriggerKind.ALWAYS), this::decided);
  }

  /** On the other lane: wait, and say whether it changed something. */
  TaskNode await() {
    return node(TaskDefinition.named(awaitName()).on(TriggerKind.ALWAYS), this::awaited);
  }

  String awaitName() {
    return "await." + name;
  }

  @HotPath
  private boolean changed(Cycle cycle) {
    changed = cycle.number();
    return false;
  }

  @HotPath
  private boolean decided(Cycle cycle) {
    DECIDED.setRelease((EdgeFields) this, cycle.number());
    return false;
  }

  @HotPath
  private boolean awaited(Cycle cycle) {
    final long number = cycle.number();
    while ((long) DECIDED.getAcquire((EdgeFields) this) != number) {
      Thread.onSpinWait();
    }
    return changed == number;
  }

  private static TaskNode node(TaskDefinition.Builder definition, Task task) {
    return new TaskNode(KERNEL, definition.build(), task, "kernel");
  }
}

/** Keeps what stands before an edge off its cache line. */
class EdgePad {
  @SuppressWarnings("unused")
  private long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
}

/** Written by the lane of the task alone. */
class EdgeFields extends EdgePad {
  static final VarHandle DECIDED =
      FieldHandle.ofLong(MethodHandles.lookup(), EdgeFields.class, "decided");

  long decided;
  long changed;

  @SuppressWarnings("unused")
  private long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13;
}
