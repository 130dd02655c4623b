package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int WORDS = 2;
  private static final int FAN_OUT = 4;

  // Knuth's MMIX generator.
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 1442695040888963407L;

  private final FusedSteps blocks;
  private long random = 1;
  private int run;

  StandIns() {
    final List<Task> tasks = new ArrayList<>();
    words = new long[WORDS];
    allowed = new long[WORDS];
    final long[] successors = new long[STEPS * WORDS];
    for (int i = 0; i < STEPS; i++) {
      tasks.add(standIn(i));
      // The last of all leads to nobody, nor does the first.
      for (int next = i + 1; i > 0 && next < Math.min(i + FAN_OUT, STEPS); next++) {
        successors[i * WORDS + next / Long.SIZE] |= 1L << next;
      }
    }
    blocks = BlockPattern.of(new FusedLinks(tasks, successors, WORDS));
  }

  void run() {
    run++;
    again = false;
    blocks.run(null, this);
    pick();
  }

  /** Every other time all steps are ready, else some by chance, and of those not all may run. */
  private void pick() {
    again = false;
    random = random * MULTIPLIER + INCREMENT;
    final boolean all = run % 2 == 0;
    Arrays.fill(words, all ? -1L : random);
    Arrays.fill(allowed, all ? -1L : ~(random >>> 1 & random >>> 2));
    // There are no steps behind the last.
    words[WORDS - 1] &= -1L >>> -STEPS;
    blocks.pick(null, this);
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
