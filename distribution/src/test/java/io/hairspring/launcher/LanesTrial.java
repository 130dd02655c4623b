package io.hairspring.launcher;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.Task;
import java.util.Map;

/** Two signals that do not need each other, and a task that sends orders and needs both. */
public final class LanesTrial extends Trial {
  private static final long SIGNAL_NANOS = 5_000;

  private final Signal left = new Signal();
  private final Signal right = new Signal();
  private final Join join = new Join();

  /** Remembers the cycle in plain fields: the kernel has to make them seen. */
  private static final class Signal implements Task {
    private long cycle;
    private long runs;

    @Override
    public boolean run(Cycle now) {
      spin(SIGNAL_NANOS);
      cycle = now.number();
      runs++;
      return true;
    }
  }

  private final class Join implements Task {
    private long runs;
    private long torn;

    @Override
    public boolean run(Cycle now) {
      runs++;
      torn += left.cycle == now.number() && right.cycle == now.number() ? 0 : 1;
      return false;
    }
  }

  @Override
  protected void plug() {
    task(left, signal("left"));
    task(right, signal("right"));
    task(
        join,
        Map.of(
            "name",
            "join",
            "dependencies",
            new String[] {"left", "right"},
            "latencyClass",
            "CRITICAL",
            "emitsOrders",
            true));
  }

  private static Map<String, ?> signal(String name) {
    return Map.of(
        "name",
        name,
        "triggers",
        "MARKET_EVENT",
        "latencyClass",
        "CRITICAL",
        "budgetNanos",
        SIGNAL_NANOS);
  }

  @Override
  protected void tell() {
    say("left-runs", left.runs);
    say("right-runs", right.runs);
    say("join-runs", join.runs);
    say("torn", join.torn);
  }
}
