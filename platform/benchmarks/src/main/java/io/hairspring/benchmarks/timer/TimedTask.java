package io.hairspring.benchmarks.timer;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;

/**
 * A task with a timer that the main thread chooses: it is set, changed and cancelled with the next
 * market event.
 */
@HotPath
final class TimedTask implements Task {
  private volatile Lateness wanted;
  private volatile Lateness inForce;
  private long id = Timers.REFUSED;

  /** Main thread: has another timer run, or none, from the next market event on. */
  void want(Lateness lateness) {
    wanted = lateness;
  }

  /** Main thread: whether the timer wanted is the one that runs. */
  boolean settled() {
    return wanted == inForce;
  }

  @Override
  public boolean run(Cycle cycle) {
    final Lateness now = inForce;
    if (cycle.trigger() == TriggerKind.TIMER) {
      if (now != null) {
        now.accept(cycle.timeNanos() - cycle.dueNanos());
      }
    } else if (wanted != now) {
      change(cycle, wanted);
    }
    return false;
  }

  private void change(Cycle cycle, Lateness next) {
    cycle.timers().cancel(id);
    if (next != null) {
      final TimerTerms terms = next.terms();
      id = cycle.timers().every(cycle.timeNanos() + terms.periodNanos(), terms, 0);
    }
    inForce = next;
  }
}
