package io.hairspring.kernel.plan;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import java.lang.invoke.MethodHandles;

/**
 * The pattern of a block: its bytes are defined anew, as a hidden class, for each block of a plan.
 * The compiler takes what is static and final for constant, so that it knows every task's class and
 * can put its code in line. There is no branch in here: what one goes by would be the profile of
 * this class alone, which has seen rehearsals only.
 */
@HotPath
final class FusedBlock extends FusedSteps {
  private static final FusedConstants CONSTANTS = FusedConstants.of(MethodHandles.lookup());
  private static final Task T0 = CONSTANTS.task(0);
  private static final Task T1 = CONSTANTS.task(1);
  private static final Task T2 = CONSTANTS.task(2);
  private static final Task T3 = CONSTANTS.task(3);
  private static final Task T4 = CONSTANTS.task(4);
  private static final Task T5 = CONSTANTS.task(5);
  private static final Task T6 = CONSTANTS.task(6);
  private static final Task T7 = CONSTANTS.task(7);
  private static final Task T8 = CONSTANTS.task(8);
  private static final Task T9 = CONSTANTS.task(9);
  private static final Task T10 = CONSTANTS.task(10);
  private static final Task T11 = CONSTANTS.task(11);
  private static final Task T12 = CONSTANTS.task(12);
  private static final Task T13 = CONSTANTS.task(13);
  private static final Task T14 = CONSTANTS.task(14);
  private static final Task T15 = CONSTANTS.task(15);
  private static final long N0 = CONSTANTS.near(0);
  private static final long N1 = CONSTANTS.near(1);
  private static final long N2 = CONSTANTS.near(2);
  private static final long N3 = CONSTANTS.near(3);
  private static final long N4 = CONSTANTS.near(4);
  private static final long N5 = CONSTANTS.near(5);
  private static final long N6 = CONSTANTS.near(6);
  private static final long N7 = CONSTANTS.near(7);
  private static final long N8 = CONSTANTS.near(8);
  private static final long N9 = CONSTANTS.near(9);
  private static final long N10 = CONSTANTS.near(10);
  private static final long N11 = CONSTANTS.near(11);
  private static final long N12 = CONSTANTS.near(12);
  private static final long N13 = CONSTANTS.near(13);
  private static final long N14 = CONSTANTS.near(14);
  private static final long N15 = CONSTANTS.near(15);
  private static final long[] F0 = CONSTANTS.far(0);
  private static final long[] F1 = CONSTANTS.far(1);
  private static final long[] F2 = CONSTANTS.far(2);
  private static final long[] F3 = CONSTANTS.far(3);
  private static final long[] F4 = CONSTANTS.far(4);
  private static final long[] F5 = CONSTANTS.far(5);
  private static final long[] F6 = CONSTANTS.far(6);
  private static final long[] F7 = CONSTANTS.far(7);
  private static final long[] F8 = CONSTANTS.far(8);
  private static final long[] F9 = CONSTANTS.far(9);
  private static final long[] F10 = CONSTANTS.far(10);
  private static final long[] F11 = CONSTANTS.far(11);
  private static final long[] F12 = CONSTANTS.far(12);
  private static final long[] F13 = CONSTANTS.far(13);
  private static final long[] F14 = CONSTANTS.far(14);
  private static final long[] F15 = CONSTANTS.far(15);
  private static final int FIRST = CONSTANTS.first();
  private static final int LEAVES = CONSTANTS.leaves();
  private static final FusedSteps NEXT = CONSTANTS.next();

  @Override
  public boolean run(Cycle cycle, Walk walk) {
    return then(
        block(
            T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, FIRST, LEAVES,
            cycle, walk),
        NEXT,
        cycle,
        walk);
  }

  @Override
  public boolean pick(Cycle cycle, Walk walk) {
    long word = begin(FIRST, walk);
    word = quarter(T0, T1, T2, T3, N0, N1, N2, N3, F0, F1, F2, F3, FIRST, word, cycle, walk);
    word = quarter(T4, T5, T6, T7, N4, N5, N6, N7, F4, F5, F6, F7, FIRST + 4, word, cycle, walk);
    word =
        quarter(T8, T9, T10, T11, N8, N9, N10, N11, F8, F9, F10, F11, FIRST + 8, word, cycle, walk);
    word =
        quarter(
            T12,
            T13,
            T14,
            T15,
            N12,
            N13,
            N14,
            N15,
            F12,
            F13,
            F14,
            F15,
            FIRST + 12,
            word,
            cycle,
            walk);
    return thenPick(end(word, FIRST, walk), NEXT, cycle, walk);
  }
}
