package io.hairspring.benchmarks.timer;

import io.hairspring.benchmarks.report.Environment;
import java.util.Arrays;
import java.util.Random;

/**
 * Scheduling, cancelling and firing a timer among 16, 1,000 and 100,000 active ones: the lane's
 * {@link io.hairspring.kernel.timer.TimerQueue}, a {@link WheelAndHeap}, Agrona's wheel and a
 * {@link java.util.PriorityQueue}. Delays are uniform and such that a timer fires every 10 us. In
 * turn: a batch is scheduled and cancelled in another order, then one is scheduled and as many
 * timers fire. Each structure runs all its blocks before the next: a cancel of the last walks
 * through all of its timers and would leave the others with a cold cache. The figures are medians
 * over blocks, with the 10th and 90th percentile. Not a test: run its {@code main}.
 */
public final class TimerComparison {
  private static final String[] NAMES = {
    "TimerQueue", "WheelAndHeap", "DeadlineTimerWheel", "PriorityQueue"
  };
  private static final String[] OPERATIONS = {"schedule", "cancel", "fire", "fire, dearest batch"};
  private static final int BLOCKS = 21;
  private static final int WARM_UP = 8;
  private static final long SPAN_PER_TIMER = 20_000;

  private final int active;
  private final long[] dues;
  private final int[] order;
  private final int batches;
  private final Random random = new Random(1987);

  private TimerComparison(int active, int batch, int operations) {
    this.active = active;
    dues = new long[batch];
    order = new int[batch];
    Arrays.setAll(order, i -> i);
    batches = operations / batch;
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    // The smallest once more at first, to warm up on it.
    new TimerComparison(16, 16, 65_536).run(false);
    new TimerComparison(16, 16, 65_536).run(true);
    new TimerComparison(1_000, 128, 65_536).run(true);
    new TimerComparison(100_000, 1_024, 16_384).run(true);
    System.out.println(Environment.describe());
  }

  private void run(boolean print) {
    final long span = active * SPAN_PER_TIMER;
    final int capacity = active + dues.length;
    final Contestant[] contestants = {
      new Contestant.Queue(capacity, dues.length),
      new Contestant.Wheel(capacity, dues.length),
      new Contestant.Agrona(capacity, dues.length, span),
      new Contestant.Objects(capacity, dues.length)
    };
    final long[] now = new long[contestants.length];
    final double[][][] cost = new double[contestants.length][OPERATIONS.length][BLOCKS];
    for (final Contestant contestant : contestants) {
      contestant.schedule(random.longs(active, 0, span).toArray());
    }
    for (int i = 0; i < contestants.length; i++) {
      for (int block = -WARM_UP; block < BLOCKS; block++) {
        now[i] = block(contestants[i], now[i], span, cost[i], Math.max(block, 0));
      }
    }
    if (print) {
      for (int i = 0; i < contestants.length; i++) {
        print(NAMES[i], cost[i]);
      }
    }
  }

  private long block(Contestant contestant, long from, long span, double[][] cost, int block) {
    long now = from;
    final long[] total = new long[OPERATIONS.length];
    for (int i = 0; i < batches; i++) {
      shuffle();
      draw(now, span);
      final long start = System.nanoTime();
      contestant.schedule(dues);
      final long scheduled = System.nanoTime();
      contestant.cancel(order);
      final long cancelled = System.nanoTime();
      draw(now, span);
      contestant.schedule(dues);
      final long again = System.nanoTime();
      now = contestant.fire(now, dues.length);
      final long fired = System.nanoTime();
      total[0] += scheduled - start;
      total[1] += cancelled - scheduled;
      total[2] += fired - again;
      total[3] = Math.max(total[3], (fired - again) * batches);
    }
    for (int i = 0; i < total.length; i++) {
      cost[i][block] = (double) total[i] / batches / dues.length;
    }
    return now;
  }

  private void draw(long now, long span) {
    for (int i = 0; i < dues.length; i++) {
      dues[i] = now + random.nextLong(span);
    }
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      final int other = random.nextInt(i + 1);
      final int place = order[i];
      order[i] = order[other];
      order[other] = place;
    }
  }

  private void print(String name, double[][] cost) {
    System.out.printf("%7d active  %-18s", active, name);
    for (int i = 0; i < OPERATIONS.length; i++) {
      Arrays.sort(cost[i]);
      System.out.printf(
          "  %s %8.1f ns (%.1f to %.1f)",
          OPERATIONS[i], cost[i][BLOCKS / 2], cost[i][2], cost[i][BLOCKS - 3]);
    }
    System.out.println();
  }
}
