package io.hairspring.kernel.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;
import org.junit.jupiter.api.Test;

class TaskTimersTest {
  private final TimerQueue queue = new TimerQueue(3);
  private final TaskTimers timers = new TaskTimers(queue);

  @Test
  void shouldSetTimersInTheNameOfTheTaskThatRuns() {
    timers.owner(4);
    timers.at(10, 100);
    timers.owner(5);
    timers.preciselyAt(11, 101);
    timers.every(12, TimerTerms.catchingUp(1_000, 2), 102);

    expect(4, 10, 100, false);
    expect(5, 11, 101, true);
    expect(5, 12, 102, false);
  }

  @Test
  void shouldCancelATaskItsOwnTimersOnly() {
    timers.owner(4);
    final long id = timers.at(10, 0);

    timers.owner(5);
    assertFalse(timers.cancel(id));
    timers.owner(4);
    assertTrue(timers.cancel(id));
    assertFalse(timers.cancel(id));
  }

  @Test
  void shouldRefuseWhenAllTimersOfTheLaneAreTaken() {
    for (int i = 0; i < 3; i++) {
      timers.at(10, 0);
    }

    assertEquals(Timers.REFUSED, timers.preciselyAt(10, 0));
    assertFalse(timers.cancel(Timers.REFUSED));
  }

  @Test
  void shouldNotTakeAPeriodicTimerWithoutTerms() {
    assertThrows(NullPointerException.class, () -> timers.every(10, null, 0));
    assertEquals(0, queue.active());
  }

  private void expect(int owner, long due, long argument, boolean precise) {
    assertTrue(queue.expire(due));
    assertEquals(owner, queue.firedOwner());
    assertEquals(due, queue.firedDueNanos());
    assertEquals(argument, queue.firedArgument());
    assertEquals(precise, queue.firedPrecise());
  }
}
