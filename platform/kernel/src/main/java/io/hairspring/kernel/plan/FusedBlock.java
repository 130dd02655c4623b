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
}
