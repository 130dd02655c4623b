package io.hairspring.kernel.plan;

import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The second tier of the plans of all lanes: their critical steps as code of their own, for the
 * kinds of cycles that can walk straight. It runs nothing until a lane has adopted the plans that
 * {@link #plans} makes. Control thread.
 */
public final class FusedPlan {
  private final List<Plan> arrays;
  private final FusedSteps[][] steps;

  private FusedPlan(List<Plan> arrays, FusedSteps[][] steps) {
    this.arrays = arrays;
    this.steps = steps;
  }

  /** Makes the code for plans of one epoch, one for each lane. */
  public static FusedPlan of(List<Plan> lanes) {
    final FusedSteps[][] steps = new FusedSteps[lanes.size()][TriggerKind.count()];
    for (int lane = 0; lane < steps.length; lane++) {
      for (int kind = 0; kind < steps[lane].length; kind++) {
        final StepSequence sequence = lanes.get(lane).sequence(kind);
        steps[lane][kind] = sequence.admission.everComplete() ? BlockPattern.of(sequence) : null;
      }
    }
    return new FusedPlan(lanes, steps);
  }

  /** Passes through the code, without running a task, so often: it is compiled as if it had run. */
  public void rehearse(int times) {
    final Walk walk = Walk.rehearsal();
    for (final FusedSteps[] lane : steps) {
      for (final FusedSteps kind : lane) {
        for (int i = 0; kind != null && i < times; i++) {
          kind.run(null, walk);
        }
      }
    }
  }

  /** The plans that it was made for, with this code, as a later epoch. */
  public List<Plan> plans(int epoch, String reason) {
    return IntStream.range(0, steps.length)
        .mapToObj(lane -> arrays.get(lane).inTier(epoch, reason, steps[lane]))
        .toList();
  }
}
