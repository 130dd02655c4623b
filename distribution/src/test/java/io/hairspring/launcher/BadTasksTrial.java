package io.hairspring.launcher;

import io.hairspring.api.task.Task;
import java.util.Map;

/** Definitions that cannot be planned, and a task that throws. */
public final class BadTasksTrial extends Trial {
  private long steadyRuns;

  @Override
  protected void plug() {
    final Task idle = cycle -> false;
    task(
        cycle -> false,
        Map.of(
            "name",
            "greedy",
            "dependencies",
            "book",
            "budgetNanos",
            2_000,
            "deadlineNanos",
            1_000));
    task(cycle -> true, Map.of("name", "chicken", "dependencies", "egg"));
    task(cycle -> true, Map.of("name", "egg", "dependencies", "chicken"));
    task(idle, Map.of("name", "lost", "dependencies", "nowhere"));
    task(cycle -> steadyRuns > 0, Map.of("name", "slow", "triggers", "SOMETIMES"));
    task(
        cycle -> {
          if (cycle.number() > 100) {
            throw new IllegalStateException("out of ideas");
          }
          return false;
        },
        Map.of("name", "thrower", "triggers", "MARKET_EVENT"));
    task(
        cycle -> {
          steadyRuns++;
          return false;
        },
        Map.of("name", "steady", "triggers", "MARKET_EVENT"));
  }

  @Override
  protected void tell() {
    say("steady-runs", steadyRuns);
  }
}
