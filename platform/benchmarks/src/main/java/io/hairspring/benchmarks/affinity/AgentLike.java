package io.hairspring.benchmarks.affinity;

import io.hairspring.benchmarks.work.BusyWork;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** Has something to do now and then, and backs off in between as the platform's agents do. */
final class AgentLike implements Work {
  private static final int ROUNDS = 5_000;
  private static final int TURNS_A_WORK = 50;

  private final IdleStrategy idle =
      new BackoffIdleStrategy(
          1_000, 100, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(100));
  private long value = 1;
  private int turns;

  @Override
  public void turn() {
    turns++;
    if (turns % TURNS_A_WORK == 0) {
      value = BusyWork.compute(value, ROUNDS);
      idle.idle(1);
    } else {
      idle.idle(0);
    }
  }
}
