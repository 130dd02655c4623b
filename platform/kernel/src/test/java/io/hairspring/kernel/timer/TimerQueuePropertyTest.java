package io.hairspring.kernel.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.time.TimerTerms;
import io.hairspring.api.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TimerQueuePropertyTest {

  @Property(tries = 600)
  void firesWhatAListFiresInTheSameOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int capacity,
      @ForAll boolean fromTheBeginningOfTime) {
    new Trial(seed, capacity, fromTheBeginningOfTime).run();
  }

  /** A queue and its model, treated alike at random. */
  private static final class Trial {
    private static final int OWNERS = 3;

    private final ModelTimers model = new ModelTimers();
    private final List<Long> everSet = new ArrayList<>();
    private final Random random;
    private final TimerQueue queue;
    private long now;
    private long refused;
    private long fired;
    private long missed;

    Trial(long seed, int capacity, boolean fromTheBeginningOfTime) {
      random = new Random(seed);
      queue = new TimerQueue(capacity);
      now = fromTheBeginningOfTime ? Long.MIN_VALUE : random.nextLong() >> 1;
    }

    void run() {
      for (int i = 0; i < 400; i++) {
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> set();
          case 4 -> cancel();
          case 5 -> expire(random.nextInt(4));
          case 6 -> advance();
          case 7 -> hold();
          case 8 -> resume();
          default -> leave();
        }
        compareState();
      }
      resume();
      drain();
      compareState();
    }

    private void set() {
      final int owner = random.nextInt(OWNERS);
      final long due = random.nextInt(16) == 0 ? anyTime() : now + delay() * sign();
      final boolean precise = random.nextInt(4) == 0;
      final long argument = random.nextLong();
      final TimerTerms terms = random.nextInt(3) == 0 ? terms(precise) : null;
      final long id =
          terms == null
              ? queue.once(owner, due, precise, argument)
              : queue.every(owner, due, terms, argument);
      if (model.size() == queue.capacity()) {
        refused++;
        assertEquals(Timers.REFUSED, id);
      } else {
        assertTrue(id > 0);
        assertTrue(!everSet.contains(id));
        everSet.add(id);
        model.set(id, owner, due, terms, precise, argument);
      }
    }

    private TimerTerms terms(boolean precise) {
      final long period = 1 + delay();
      final TimerTerms terms =
          random.nextBoolean()
              ? TimerTerms.skipping(period)
              : TimerTerms.catchingUp(period, 1 + random.nextInt(4));
      return precise ? terms.asPrecise() : terms;
    }

    private void cancel() {
      final long id =
          everSet.isEmpty() || random.nextInt(8) == 0
              ? random.nextLong()
              : everSet.get(random.nextInt(everSet.size()));
      assertEquals(model.cancel(id), queue.cancel(id));
    }

    private void leave() {
      if (random.nextInt(10) == 0) {
        final int owner = random.nextInt(OWNERS);
        assertEquals(model.cancelOwner(owner), queue.cancelOwner(owner));
      }
    }

    private void hold() {
      if (queue.nextDue() != Long.MAX_VALUE && random.nextInt(4) == 0) {
        assertEquals(model.hold(), queue.nextOwner());
        queue.hold();
      }
    }

    private void resume() {
      model.resumeAll();
      for (int slot = queue.nextHeld(0); slot >= 0; slot = queue.nextHeld(slot)) {
        queue.resume(slot);
      }
    }

    private void advance() {
      final long next = now + (random.nextInt(20) == 0 ? random.nextLong() >>> 2 : delay());
      now = Math.max(now, next);
      if (random.nextBoolean()) {
        expire(1_000);
      }
    }

    private void expire(int most) {
      for (int i = 0; i < most; i++) {
        final ModelTimers.Firing firing = model.expire(now);
        assertEquals(firing != null, queue.expire(now));
        if (firing == null) {
          return;
        }
        assertEquals(firing, firing());
        fired++;
        missed += firing.missed();
      }
    }

    private void drain() {
      now = Math.max(now, Long.MAX_VALUE - 1);
      expire(20_000);
    }

    private ModelTimers.Firing firing() {
      return new ModelTimers.Firing(
          queue.firedId(),
          queue.firedOwner(),
          queue.firedDueNanos(),
          queue.firedArgument(),
          queue.firedMissed(),
          queue.firedPrecise());
    }

    private void compareState() {
      assertEquals(model.nextDue(), queue.nextDue());
      assertEquals(model.nextPreciseDue(), queue.nextPreciseDue());
      assertEquals(model.size(), queue.active(), "held ones too");
      assertEquals(refused, queue.refused());
      assertEquals(fired, queue.fired());
      assertEquals(missed, queue.missed());
    }

    /** From ties to hours. */
    private long delay() {
      return random.nextLong(1L << random.nextInt(44));
    }

    private int sign() {
      return random.nextInt(8) == 0 ? -1 : 1;
    }

    private long anyTime() {
      return switch (random.nextInt(4)) {
        case 0 -> Long.MAX_VALUE;
        case 1 -> Long.MIN_VALUE;
        case 2 -> 0;
        default -> random.nextLong();
      };
    }
  }
}
