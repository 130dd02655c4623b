package io.hairspring.benchmarks.dispatch;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import io.hairspring.benchmarks.report.LatencySeries;

/**
 * A first step that reads the clock: the time since the lane took the trigger is what the decision
 * to run this step took, and the reading.
 */
final class FirstStep implements Task {
  private final LatencySeries decision;

  FirstStep(LatencySeries decision) {
    this.decision = decision;
  }

  @Override
  public boolean run(Cycle cycle) {
    decision.accept(System.nanoTime() - cycle.timeNanos());
    return true;
  }
}
