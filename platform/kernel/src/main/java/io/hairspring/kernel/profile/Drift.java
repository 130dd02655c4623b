package io.hairspring.kernel.profile;

import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import java.util.HashMap;
import java.util.Map;

/**
 * Says when the times that a plan was made with do not hold any more. With hysteresis: a task must
 * have drifted by more than a quarter and 100 ns, in three looks one after another, before it
 * counts; what a new plan was made with is where the next drift starts from. Control thread.
 */
public final class Drift {
  private static final double SHARE = 0.25;
  private static final long LEAST_NANOS = 100;
  private static final int LOOKS = 3;

  private final Map<Integer, Integer> drifting = new HashMap<>();
  private int epoch;

  /** Why the plan should be made anew, or null while it holds. */
  public String reason(Plan plan, Profile profile) {
    if (plan.epoch() != epoch) {
      epoch = plan.epoch();
      drifting.clear();
    }
    String reason = null;
    for (final TaskNode node : plan.nodes()) {
      final TaskProfile measured = profile.of(node.number());
      final long planned = plan.plannedNanos(node.number());
      if (measured.samples() == 0 || !drifted(planned, measured.expectedNanos())) {
        drifting.remove(node.number());
      } else if (drifting.merge(node.number(), 1, Integer::sum) >= LOOKS && reason == null) {
        reason =
            "profile: "
                + node.name()
                + " takes "
                + measured.expectedNanos()
                + " ns, planned with "
                + planned
                + " ns";
      }
    }
    return reason;
  }

  private static boolean drifted(long planned, long measured) {
    final long difference = Math.abs(measured - planned);
    return difference > LEAST_NANOS && difference > planned * SHARE;
  }
}
