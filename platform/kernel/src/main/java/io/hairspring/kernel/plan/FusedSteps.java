package io.hairspring.kernel.plan;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;

/**
 * The critical steps of a sequence as code that knows its tasks, in blocks that call each other.
 * What a block decides on the way stands here, once for all blocks, so that the compiler finds the
 * profile of all of them when it compiles a new one: branches that only rehearsals have seen would
 * be left out, and missed at the first cycle.
 *
 * <p>{@link #run} is for cycles in which each step is ready in its turn, {@link #pick} for those in
 * which some are. A block lies within one word of ready steps. While it is picked from, what has
 * run stays set in that word: a step makes only later ones ready, so that the word says at any step
 * which ones before it have run.
 */
@HotPath
public abstract class FusedSteps {
  /** Steps of a block. */
  static final int SLOTS = 16;

  private static final int HALF = SLOTS / 2;

  /**
   * Runs the steps one after the other, for as long as each changes something that others wait for
   * and none wants to run again; a walk that rehearses passes through. What a task throws is
   * thrown; the walk knows at which step.
   *
   * @return whether it came to the end of the last one; if not, the walk knows where it stands and
   *     whether that step changed something
   */
  public abstract boolean run(Cycle cycle, Walk walk);

  /**
   * Runs those of the steps that are ready or become so and are allowed, in order; a walk that
   * rehearses passes through. What a task throws is thrown; the walk knows at which step.
   *
   * @return whether it came to the end of the last one; if not, the walk knows which step wants to
   *     run again, and whether it changed something
   */
  public abstract boolean pick(Cycle cycle, Walk walk);

  /** A block. */
  static boolean block(
      Task t0,
      Task t1,
      Task t2,
      Task t3,
      Task t4,
      Task t5,
      Task t6,
      Task t7,
      Task t8,
      Task t9,
      Task t10,
      Task t11,
      Task t12,
      Task t13,
      Task t14,
      Task t15,
      int first,
      int leaves,
      Cycle cycle,
      Walk walk) {
    return walk.rehearsal
        || (half(t0, t1, t2, t3, t4, t5, t6, t7, first, leaves, cycle, walk)
            && half(
                t8, t9, t10, t11, t12, t13, t14, t15, first + HALF, leaves >> HALF, cycle, walk));
  }

  /** The way from one block to the next. */
  static boolean then(boolean through, FusedSteps next, Cycle cycle, Walk walk) {
    return through && (next == null || next.run(cycle, walk));
  }

  /** The way from one block to the next. */
  static boolean thenPick(boolean through, FusedSteps next, Cycle cycle, Walk walk) {
    return through && (next == null || next.pick(cycle, walk));
  }

  /** The beginning of a block: what is ready in its word. */
  static long begin(int first, Walk walk) {
    return walk.rehearsal ? 0 : walk.words[first / Long.SIZE] & walk.allowed[first / Long.SIZE];
  }

  /** Picks from four steps. */
  static long quarter(
      Task t0,
      Task t1,
      Task t2,
      Task t3,
      long n0,
      long n1,
      long n2,
      long n3,
      long[] f0,
      long[] f1,
      long[] f2,
      long[] f3,
      int first,
      long ready,
      Cycle cycle,
      Walk walk) {
    if (ready == 0) {
      return 0;
    }
    final long allowed = walk.allowed[first / Long.SIZE];
    long word = picked(t0, n0, f0, first, ready, allowed, cycle, walk);
    word = picked(t1, n1, f1, first + 1, word, allowed, cycle, walk);
    word = picked(t2, n2, f2, first + 2, word, allowed, cycle, walk);
    return picked(t3, n3, f3, first + 3, word, allowed, cycle, walk);
  }

  /**
   * The end of a block: keeps what has become of its word.
   *
   * @return whether no step wants to run again
   */
  static boolean end(long word, int first, Walk walk) {
    if (walk.rehearsal) {
      return true;
    }
    if (walk.again) {
      return false;
    }
    walk.words[first / Long.SIZE] = word;
    return true;
  }

  private static long picked(
      Task task, long near, long[] far, int step, long word, long allowed, Cycle cycle, Walk walk) {
    if ((word & 1L << step) == 0) {
      return word;
    }
    walk.step = step;
    walk.word = word;
    final boolean changed = task.run(cycle);
    if (walk.again) {
      walk.changed = changed;
      // Nothing is ready for the rest of the block; what is stands in the walk.
      return 0;
    }
    if (far != null && changed) {
      walk.makeReady(far);
    }
    // No branch: what a step makes ready can be as good as random.
    return word | (near & allowed & -(changed ? 1L : 0L));
  }

  private static boolean half(
      Task t0,
      Task t1,
      Task t2,
      Task t3,
      Task t4,
      Task t5,
      Task t6,
      Task t7,
      int first,
      int leaves,
      Cycle cycle,
      Walk walk) {
    return goesOn(t0, first, leaves & 1, cycle, walk)
        && goesOn(t1, first + 1, leaves & 1 << 1, cycle, walk)
        && goesOn(t2, first + 2, leaves & 1 << 2, cycle, walk)
        && goesOn(t3, first + 3, leaves & 1 << 3, cycle, walk)
        && goesOn(t4, first + 4, leaves & 1 << 4, cycle, walk)
        && goesOn(t5, first + 5, leaves & 1 << 5, cycle, walk)
        && goesOn(t6, first + 6, leaves & 1 << 6, cycle, walk)
        && goesOn(t7, first + 7, leaves & 1 << 7, cycle, walk);
  }

  private static boolean goesOn(Task task, int step, int leaf, Cycle cycle, Walk walk) {
    if (task == null) {
      return true;
    }
    walk.step = step;
    final boolean changed = task.run(cycle);
    if ((changed || leaf != 0) && !walk.again) {
      return true;
    }
    walk.changed = changed;
    return false;
  }
}
