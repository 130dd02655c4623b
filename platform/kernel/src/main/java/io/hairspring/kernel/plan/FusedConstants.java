package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a block of steps is made of.
 *
 * @param tasks up to {@link FusedSteps#SLOTS}, in order
 * @param first the step of the first of them
 * @param leaves one bit for each on which no step depends
 * @param next the block after it; null for none
 */
record FusedConstants(List<Task> tasks, int first, int leaves, FusedSteps next) {
  private static final FusedConstants NOTHING = new FusedConstants(List.of(), 0, 0, null);

  /** The constants that a class was defined with. */
  static FusedConstants of(MethodHandles.Lookup lookup) {
    try {
      final FusedConstants given = MethodHandles.classData(lookup, "_", FusedConstants.class);
      return given == null ? NOTHING : given;
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException("no access to the constants of " + lookup, e);
    }
  }

  /** Those of the tasks from one on. */
  static FusedConstants of(List<Task> tasks, IntPredicate leads, int first, FusedSteps next) {
    final int end = Math.min(first + FusedSteps.SLOTS, tasks.size());
    int leaves = 0;
    for (int i = first; i < end; i++) {
      if (!leads.test(i)) {
        leaves |= 1 << (i - first);
      }
    }
    return new FusedConstants(List.copyOf(tasks.subList(first, end)), first, leaves, next);
  }

  /** The task in a slot; null when there is none. */
  Task task(int slot) {
    return slot < tasks.size() ? tasks.get(slot) : null;
  }
}
