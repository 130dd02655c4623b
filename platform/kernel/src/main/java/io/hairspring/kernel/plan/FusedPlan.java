package io.hairspring.kernel.plan;

import io.hairspring.api.task.TriggerKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The second tier of the plans of all lanes: their critical steps as code of their own. It runs
 * nothing until a lane has adopted the plans that {@link #plans} makes. Control thread.
 */
public final class FusedPlan {
  private final List<Plan> arrays;
  private final FusedSteps[][] steps;
  private StandIns standIns;

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
        steps[lane][kind] = code(sequence);
      }
    }
    return new FusedPlan(lanes, steps);
  }

  private static FusedSteps code(StepSequence sequence) {
    return BlockPattern.of(
        new FusedLinks(
            Arrays.asList(sequence.tasks).subList(0, sequence.criticalSteps),
            sequence.successors,
            sequence.width));
  }

  /** Whether there is any code: whether a kind of cycle has critical steps. */
  public boolean any() {
    return code().length > 0;
  }

  /** Passes through the code, without running a task, so often: it is compiled as if it had run. */
  public void rehearse(int times) {
    if (standIns == null) {
      standIns = new StandIns();
    }
    final Walk walk = Walk.rehearsal();
    final FusedSteps[] code = code();
    for (int i = 0; i < times; i++) {
      for (final FusedSteps steps : code) {
        steps.run(null, walk);
        steps.pick(null, walk);
        // Else what a block is seen to do would be to pass.
        standIns.run();
      }
    }
  }

  /** The plans that it was made for, with this code, as a later epoch. */
  public List<Plan> plans(int epoch, String reason) {
    return IntStream.range(0, steps.length)
        .mapToObj(lane -> arrays.get(lane).inTier(epoch, reason, steps[lane]))
        .toList();
  }

  private FusedSteps[] code() {
    return Arrays.stream(steps)
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .toArray(FusedSteps[]::new);
  }
}
