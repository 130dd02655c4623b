package io.hairspring.benchmarks.timer;

import io.hairspring.kernel.timer.TimerQueue;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;

/**
 * A timer structure in the comparison. Works in batches, so that each runs its own loop and none
 * pays for a call that the others share.
 */
interface Contestant {
  /** Schedules a timer for each due time and remembers them as the batch. */
  void schedule(long[] dues);

  /** Cancels the timers of the batch in an order given by their places. */
  void cancel(int[] order);

  /** Fires that many timers, moving the time on from {@code now} as needed; the time at the end. */
  long fire(long now, int count);

  /** {@link TimerQueue}. */
  final class Queue implements Contestant {
    private final TimerQueue queue;
    private final long[] ids;

    Queue(int capacity, int batch) {
      queue = new TimerQueue(capacity);
      ids = new long[Math.max(capacity, batch)];
    }

    @Override
    public void schedule(long[] dues) {
      for (int i = 0; i < dues.length; i++) {
        ids[i] = queue.once(7, dues[i], false, i);
      }
    }

    @Override
    public void cancel(int[] order) {
      for (final int i : order) {
        queue.cancel(ids[i]);
      }
    }

    @Override
    public long fire(long now, int count) {
      long time = now;
      for (int fired = 0; fired < count; ) {
        time = Math.max(time, queue.nextDue());
        if (queue.expire(time)) {
          fired++;
        }
      }
      return time;
    }
  }

  /** {@link WheelAndHeap}. */
  final class Wheel implements Contestant {
    private final WheelAndHeap wheel;
    private final int[] slots;

    Wheel(int capacity, int batch) {
      wheel = new WheelAndHeap(capacity);
      slots = new int[Math.max(capacity, batch)];
    }

    @Override
    public void schedule(long[] dues) {
      for (int i = 0; i < dues.length; i++) {
        slots[i] = wheel.schedule(dues[i]);
      }
    }

    @Override
    public void cancel(int[] order) {
      for (final int i : order) {
        wheel.cancel(slots[i]);
      }
    }

    @Override
    public long fire(long now, int count) {
      long time = now;
      for (int fired = 0; fired < count; ) {
        time = Math.max(time, wheel.nextDue());
        if (wheel.expire(time)) {
          fired++;
        }
      }
      return time;
    }
  }

  /** {@link PriorityQueue} of an object for each timer. */
  final class Objects implements Contestant {
    private record Timer(long due, long sequence) implements Comparable<Timer> {
      @Override
      public int compareTo(Timer other) {
        final int byDue = Long.compare(due, other.due);
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
      }
    }

    private final PriorityQueue<Timer> queue;
    private final Timer[] timers;
    private long sequence;

    Objects(int capacity, int batch) {
      queue = new PriorityQueue<>(capacity);
      timers = new Timer[Math.max(capacity, batch)];
    }

    @Override
    public void schedule(long[] dues) {
      for (int i = 0; i < dues.length; i++) {
        timers[i] = new Timer(dues[i], ++sequence);
        queue.add(timers[i]);
      }
    }

    @Override
    public void cancel(int[] order) {
      for (final int i : order) {
        queue.remove(timers[i]);
      }
    }

    @Override
    public long fire(long now, int count) {
      long time = now;
      for (int fired = 0; fired < count; fired++) {
        time = Math.max(time, queue.poll().due);
      }
      return time;
    }
  }

  /** Agrona's wheel, as wide as the delays, so that it never looks at a timer of a later turn. */
  final class Agrona implements Contestant {
    private static final long TICK = 1 << 14;
    private static final DeadlineTimerWheel.TimerHandler TAKE = (unit, now, id) -> true;

    private final DeadlineTimerWheel wheel;
    private final long[] ids;

    Agrona(int capacity, int batch, long span) {
      final int ticks = (int) Math.max(64, Long.highestOneBit(span / TICK) << 1);
      wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, TICK, ticks, 16);
      ids = new long[Math.max(capacity, batch)];
    }

    @Override
    public void schedule(long[] dues) {
      for (int i = 0; i < dues.length; i++) {
        ids[i] = wheel.scheduleTimer(dues[i]);
      }
    }

    @Override
    public void cancel(int[] order) {
      for (final int i : order) {
        wheel.cancelTimer(ids[i]);
      }
    }

    @Override
    public long fire(long now, int count) {
      long time = now;
      for (int fired = 0; fired < count; ) {
        final int some = wheel.poll(time, TAKE, count - fired);
        if (some == 0) {
          time += TICK;
        }
        fired += some;
      }
      return time;
    }
  }
}
