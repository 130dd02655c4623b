package io.hairspring.kernel.timer;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;

/**
 * A lane's timers as the task that is running sees them: what it sets is its own, and only its own
 * can it cancel. The lane names the task before each step. Lane thread only.
 */
@HotPath
public final class TaskTimers implements Timers {
  private final TimerQueue queue;
  private int owner;

  /** On a lane's timers. */
  public TaskTimers(TimerQueue queue) {
    this.queue = queue;
  }

  /** Names the task that runs from now on, by its number. */
  public void owner(int task) {
    owner = task;
  }

  @Override
  public long at(long dueNanos, long argument) {
    return queue.once(owner, dueNanos, false, argument);
  }

  @Override
  public long preciselyAt(long dueNanos, long argument) {
    return queue.once(owner, dueNanos, true, argument);
  }

  @Override
  public long every(long firstNanos, TimerTerms terms, long argument) {
    return queue.every(owner, firstNanos, terms, argument);
  }

  @Override
  public boolean cancel(long id) {
    return queue.cancel(owner, id);
  }
}
