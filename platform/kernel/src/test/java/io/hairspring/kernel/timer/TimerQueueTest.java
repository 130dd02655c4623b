package io.hairspring.kernel.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private static final long SECOND = 1_000_000_000;
  private static final long HOUR = 3_600 * SECOND;

  private final TimerQueue queue = new TimerQueue(8);

  @Test
  void shouldHaveNothingDueAtFirst() {
    assertEquals(Long.MAX_VALUE, queue.nextDue());
    assertEquals(Long.MAX_VALUE, queue.nextPreciseDue());
    assertFalse(queue.expire(HOUR));
    assertFalse(queue.expire(Long.MAX_VALUE));
  }

  @Test
  void shouldFireNotANanosecondBeforeItIsDueAndThenOnce() {
    final long id = queue.once(3, HOUR + 7, false, 42);

    assertEquals(List.of(), fire(queue, HOUR + 6));
    assertEquals(HOUR + 7, queue.nextDue());
    assertTrue(queue.expire(HOUR + 7));
    assertEquals(id, queue.firedId());
    assertEquals(3, queue.firedOwner());
    assertEquals(HOUR + 7, queue.firedDueNanos());
    assertEquals(42, queue.firedArgument());
    assertEquals(0, queue.firedMissed());
    assertFalse(queue.firedPrecise());
    assertFalse(queue.expire(2 * HOUR));
    assertEquals(0, queue.active());
    assertEquals(1, queue.fired());
  }

  @Test
  void shouldFireInTheOrderOfDueTimeThenPrecisionThenSetting() {
    queue.once(0, 20, false, 1);
    queue.once(0, 10, false, 2);
    queue.once(0, 10, false, 3);
    queue.once(0, 10, true, 4);
    queue.once(0, 10, true, 5);
    queue.once(0, -5, false, 6);
    queue.once(0, Long.MIN_VALUE, false, 7);
    queue.once(0, 0, false, 8);

    assertEquals(List.of(7L, 6L, 8L, 4L, 5L, 2L, 3L, 1L), fire(queue, 20));
  }

  @Test
  void shouldKeepTheOrderAcrossJumpsOfTheClockFromNanosecondsToCenturies() {
    final TimerQueue large = new TimerQueue(1_000);
    final Random random = new Random(1);
    final List<Long> dues = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      final long due = random.nextLong() >>> (1 + random.nextInt(62));
      dues.add(due);
      large.once(0, due, random.nextInt(10) == 0, due);
    }
    dues.sort(null);
    final long middle = dues.get(500);

    final List<Long> fired = fire(large, middle);
    fired.addAll(fire(large, Long.MAX_VALUE - 1));

    assertEquals(dues, fired);
  }

  @Test
  void shouldKnowTheNextPreciseTimerExactly() {
    queue.once(0, 5, false, 0);
    final long first = queue.once(0, HOUR, true, 0);
    queue.once(0, 2 * HOUR, true, 0);

    assertEquals(HOUR, queue.nextPreciseDue());
    queue.cancel(first);
    assertEquals(2 * HOUR, queue.nextPreciseDue());
    queue.once(0, 5, true, 0);
    assertEquals(5, queue.nextPreciseDue());
  }

  @Test
  void shouldNotDriftHoweverLateTheTicksAreTaken() {
    queue.every(0, 1_000, TimerTerms.skipping(100), 0);

    for (int tick = 0; tick < 50; tick++) {
      final long due = 1_000 + 100L * tick;
      assertTrue(queue.expire(due + 99));
      assertEquals(due, queue.firedDueNanos());
    }
    assertEquals(0, queue.missed());
  }

  @Test
  void shouldSkipTheTicksThatPassedAndCountThem() {
    queue.every(0, 100, TimerTerms.skipping(100), 0);

    assertTrue(queue.expire(450));
    assertEquals(100, queue.firedDueNanos());
    assertEquals(3, queue.firedMissed());
    assertFalse(queue.expire(499));
    assertTrue(queue.expire(500));
    assertEquals(0, queue.firedMissed());
    assertEquals(3, queue.missed());
  }

  @Test
  void shouldNotTakeATickForMissedThatIsDueNow() {
    queue.every(0, 100, TimerTerms.skipping(100), 0);

    assertTrue(queue.expire(300));
    assertEquals(1, queue.firedMissed());
    assertTrue(queue.expire(300));
    assertEquals(300, queue.firedDueNanos());
    assertFalse(queue.expire(300));
  }

  @Test
  void shouldCatchUpToTheBoundAndSkipTheRest() {
    queue.every(0, 100, TimerTerms.catchingUp(100, 3), 0);

    for (int tick = 1; tick <= 3; tick++) {
      assertTrue(queue.expire(1_050));
      assertEquals(100L * tick, queue.firedDueNanos());
      assertEquals(tick == 3 ? 7 : 0, queue.firedMissed());
    }
    assertFalse(queue.expire(1_050));
    assertTrue(queue.expire(1_100));
    assertEquals(1_100, queue.firedDueNanos());
    assertEquals(7, queue.missed());
  }

  @Test
  void shouldCatchUpWithoutAMissWhereTheBoundAllowsIt() {
    queue.every(0, 100, TimerTerms.catchingUp(100, 5), 9);

    assertEquals(List.of(9L, 9L, 9L, 9L, 9L), fire(queue, 550));
    assertEquals(List.of(9L, 9L, 9L, 9L, 9L), fire(queue, 1_050));
    assertEquals(0, queue.missed());
  }

  @Test
  void shouldEndAPeriodicTimerWhoseNextTickWouldBePastTheEndOfTime() {
    queue.every(0, 10, TimerTerms.skipping(Long.MAX_VALUE), 1);

    assertEquals(List.of(1L), fire(queue, 10));
    assertEquals(0, queue.active());
  }

  @Test
  void shouldNeverFireATimerThatIsDueNever() {
    queue.once(0, Long.MAX_VALUE, false, 0);
    queue.once(0, Long.MAX_VALUE, true, 0);

    assertEquals(List.of(), fire(queue, Long.MAX_VALUE - 1));
    assertEquals(2, queue.active());
  }

  @Test
  void shouldFireOnceAtTheVeryEndOfTimeWhatIsDueBefore() {
    queue.once(0, Long.MAX_VALUE, false, 0);
    queue.once(0, Long.MAX_VALUE - 1, false, 1);

    assertEquals(List.of(1L), fire(queue, Long.MAX_VALUE));
  }

  @Test
  void shouldCancelOnlyWhatIsStillToFire() {
    final long near = queue.once(0, 10, false, 1);
    final long far = queue.once(0, HOUR, false, 2);
    final long precise = queue.once(0, 10, true, 3);
    final long fires = queue.once(0, 10, false, 4);

    assertTrue(queue.cancel(near));
    assertTrue(queue.cancel(far));
    assertTrue(queue.cancel(precise));
    assertFalse(queue.cancel(precise));
    assertEquals(List.of(4L), fire(queue, 2 * HOUR));
    assertFalse(queue.cancel(fires));
    assertFalse(queue.cancel(Timers.REFUSED));
    assertFalse(queue.cancel(-1));
    assertFalse(queue.cancel(Long.MAX_VALUE));
  }

  @Test
  void shouldCancelAPeriodicTimerDuringItsOwnTick() {
    final long id = queue.every(0, 10, TimerTerms.skipping(10), 0);

    assertTrue(queue.expire(10));
    assertTrue(queue.cancel(queue.firedId()));
    assertFalse(queue.cancel(id));
    assertEquals(Long.MAX_VALUE, queue.nextDue());
  }

  @Test
  void shouldLeaveTheTimerAloneThatHasTheSlotOfAnOldId() {
    final TimerQueue single = new TimerQueue(1);
    final long old = single.once(0, 10, false, 1);
    single.cancel(old);
    final long young = single.once(0, 10, false, 2);

    assertNotEquals(old, young);
    assertFalse(single.cancel(old));
    assertEquals(List.of(2L), fire(single, 10));
  }

  @Test
  void shouldRefuseAndCountWhatDoesNotFitAndTakeItAfterARoomIsFree() {
    final TimerQueue single = new TimerQueue(1);
    final long id = single.once(0, 10, false, 1);

    assertEquals(Timers.REFUSED, single.once(0, 10, false, 2));
    assertEquals(Timers.REFUSED, single.every(0, 10, TimerTerms.skipping(1), 2));
    assertEquals(2, single.refused());
    assertEquals(1, single.active());
    single.cancel(id);
    assertTrue(single.once(0, 10, false, 3) > 0);
  }

  @Test
  void shouldRefuseWhenTheNumbersOfTimersAreUsedUp() {
    final TimerQueue old = new TimerQueue(new TimerSlots(4, TimerSlots.LAST_NUMBER - 1));

    assertTrue(old.once(0, 10, false, 1) > 0);
    assertEquals(Timers.REFUSED, old.once(0, 10, false, 2));
    assertEquals(List.of(1L), fire(old, 10));
  }

  @Test
  void shouldCancelAllTimersOfAnOwnerThatLeavesAndNoOthers() {
    for (int i = 0; i < 4; i++) {
      queue.once(i % 2, 10L + i, false, i);
    }
    queue.cancel(queue.once(1, 10, false, 9));
    queue.once(1, HOUR, false, 5);
    queue.every(1, HOUR, TimerTerms.skipping(5).asPrecise(), 6);

    assertEquals(4, queue.cancelOwner(1));
    assertEquals(0, queue.cancelOwner(7));
    assertEquals(List.of(0L, 2L), fire(queue, 2 * HOUR));
  }

  @Test
  void shouldGiveATimerThatWasHeldItsPlaceBackWithItsDueTime() {
    queue.once(1, 10, false, 1);
    queue.once(2, 10, false, 2);
    assertEquals(1, queue.nextOwner());
    queue.hold();
    assertEquals(2, queue.nextOwner());
    assertEquals(List.of(2L), fire(queue, 100));
    assertEquals(1, queue.active());
    queue.once(2, 10, false, 3);
    final int slot = queue.nextHeld(0);
    assertEquals(1, queue.heldOwner(slot));
    assertEquals(-1, queue.nextHeld(slot + 1));
    queue.resume(slot);
    assertEquals(-1, queue.nextHeld(0));
    assertEquals(List.of(1L, 3L), fire(queue, 100));
  }

  @Test
  void shouldHandleTheTicksThatPassedWhileATimerWasHeldAsItsTermsSay() {
    queue.every(1, 100, TimerTerms.skipping(100).asPrecise(), 0);
    queue.hold();
    assertEquals(Long.MAX_VALUE, queue.nextPreciseDue());
    queue.resume(queue.nextHeld(0));
    assertEquals(100, queue.nextPreciseDue());
    assertTrue(queue.expire(450));
    assertEquals(100, queue.firedDueNanos());
    assertEquals(3, queue.firedMissed());
  }

  @Test
  void shouldCancelTimersThatAreHeld() {
    final long first = queue.once(1, 10, false, 1);
    queue.once(1, 11, true, 2);
    queue.hold();
    queue.hold();
    assertTrue(queue.cancel(first));
    assertEquals(1, queue.cancelOwner(1));
    assertEquals(0, queue.active());
    assertEquals(-1, queue.nextHeld(0));
    queue.once(1, 10, true, 3);
    assertEquals(List.of(3L), fire(queue, 10));
  }

  @Test
  void shouldTellOnWhatTermsATimerTicks() {
    final TimerTerms terms = TimerTerms.skipping(100);
    final long id = queue.every(1, 100, terms, 0);
    assertTrue(queue.ticks(id, TimerTerms.skipping(100)));
    assertFalse(queue.ticks(id, TimerTerms.skipping(101)));
    assertFalse(queue.ticks(id, terms.asPrecise()));
    queue.cancel(id);
    assertFalse(queue.ticks(id, terms));
  }

  @Test
  void shouldFireAThousandTimersOfOneNanosecondInTheOrderOfSettingWithoutACallInBetween() {
    final int timers = 1_000;
    final TimerQueue large = new TimerQueue(timers);
    for (int i = 0; i < timers; i++) {
      large.once(0, HOUR, false, i);
    }

    for (int i = 0; i < timers; i++) {
      assertTrue(large.expire(HOUR));
      assertEquals(i, large.firedArgument());
    }
    assertFalse(large.expire(HOUR));
  }

  @Test
  void shouldRefuseACapacityOutOfItsBounds() {
    final int most = TimerSlots.MAX_CAPACITY;
    assertThrows(IllegalArgumentException.class, () -> new TimerQueue(0));
    assertThrows(IllegalArgumentException.class, () -> new TimerQueue(most + 1));
    assertEquals(most, new TimerQueue(most).capacity());
  }

  @Test
  void shouldAllocateNothingOverAMillionOperations() {
    final TimerQueue large = new TimerQueue(1_000);
    final Random random = new Random(17);
    final TimerTerms[] terms = {TimerTerms.skipping(3_000), TimerTerms.catchingUp(70_000, 3)};
    final long[] ids = new long[1_000];
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long thread = Thread.currentThread().getId();
    long now = disturb(large, random, terms, ids, 0, 200_000);
    threads.getThreadAllocatedBytes(thread);

    // The least of three rounds: the virtual machine itself may allocate once, a timer would
    // always.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      final long before = threads.getThreadAllocatedBytes(thread);
      now = disturb(large, random, terms, ids, now, 1_000_000);
      allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
    }

    assertEquals(0, allocated);
    assertTrue(large.fired() > 100_000, "timers fired");
    assertTrue(large.missed() > 0, "ticks were missed");
    assertTrue(large.refused() > 0, "the bound was reached");
  }

  private static long disturb(
      TimerQueue queue, Random random, TimerTerms[] terms, long[] ids, long from, int operations) {
    long now = from;
    for (int i = 0; i < operations; i++) {
      final int dice = random.nextInt(1_000);
      final int place = random.nextInt(ids.length);
      if (dice == 0) {
        queue.cancelOwner(random.nextInt(4));
      } else if (dice < 300) {
        ids[place] = queue.once(dice & 3, now + random.nextInt(1 << 24), dice < 50, place);
      } else if (dice < 320) {
        ids[place] = queue.every(dice & 3, now + random.nextInt(1 << 24), terms[dice & 1], place);
      } else if (dice < 500) {
        queue.cancel(ids[place]);
      } else if (queue.nextDue() <= now) {
        queue.expire(now);
      } else {
        now += random.nextInt(40_000);
      }
    }
    return now;
  }

  /** The arguments of all that fires at a time. */
  private static List<Long> fire(TimerQueue queue, long now) {
    final List<Long> fired = new ArrayList<>();
    while (queue.expire(now)) {
      fired.add(queue.firedArgument());
    }
    return fired;
  }
}
