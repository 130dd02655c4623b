package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * What a block of steps is made of.
 *
 * @param steps all steps of the sequence
 * @param first the block's first step, of up to {@link FusedSteps#SLOTS}
 * @param next the block after it; null for none
 */
record FusedConstants(FusedLinks steps, int first, FusedSteps next) {
  private static final FusedConstants NOTHING =
      new FusedConstants(new FusedLinks(List.of(), new long[0], 1), 0, null);

  /** The constants that a class was defined with. */
  static FusedConstants of(MethodHandles.Lookup lookup) {
    try {
      final FusedConstants given = MethodHandles.classData(lookup, "_", FusedConstants.class);
      return given == null ? NOTHING : given;
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException("no access to the constants of " + lookup, e);
    }
  }

  /** The task in a slot; null when there is none. */
  Task task(int slot) {
    return isStep(slot) ? steps.tasks().get(first + slot) : null;
  }

  /** Whom the step in a slot makes ready, in its own word. */
  long near(int slot) {
    return isStep(slot) ? steps.near(first + slot) : 0;
  }

  /** Whom it makes ready in later words, or null. */
  long[] far(int slot) {
    return isStep(slot) ? steps.far(first + slot) : null;
  }

  /** One bit for each step on which no other depends. */
  int leaves() {
    int leaves = 0;
    for (int slot = 0; slot < FusedSteps.SLOTS; slot++) {
      if (isStep(slot) && steps.isLeaf(first + slot)) {
        leaves |= 1 << slot;
      }
    }
    return leaves;
  }

  private boolean isStep(int slot) {
    return first + slot < steps.tasks().size();
  }
}
