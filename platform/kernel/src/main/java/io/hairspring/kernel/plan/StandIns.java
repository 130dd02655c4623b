package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of tasks that do nothing, to be run where those of a plan must not be. They show the
 * compiler what steps do: most change something, now and then one does not or wants to run again.
 * Blocks that are only passed through would have it believe that steps hardly ever run. One thread.
 */
final class StandIns extends Walk {
  /** Of which the last has fewer steps than there are slots. */
  private static final int STEPS = 8 * FusedSteps.SLOTS - 2;

  /** Every how many runs one stops before its end. */
  private static final int STOPPING = 8;

  private final FusedSteps blocks;
  private int run;

  StandIns() {
    final List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      tasks.add(standIn(i));
    }
    blocks = BlockPattern.of(tasks, step -> step % (STEPS - 1) != 0);
  }

  void run() {
    run++;
    again = false;
    blocks.run(null, this);
  }

  /** One of three classes: more than a profile tells apart. */
  private Task standIn(int step) {
    final List<Task> classes =
        List.of(cycle -> changes(step), cycle -> changes(step), cycle -> changes(step));
    return classes.get(step % classes.size());
  }

  private boolean changes(int at) {
    final boolean stops = run % STOPPING == 0 && run / STOPPING % STEPS == at;
    again = stops && run % (2 * STOPPING) == 0;
    return !stops || again;
  }
}
