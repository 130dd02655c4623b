package io.hairspring.benchmarks.ring;

import io.hairspring.benchmarks.report.Environment;
import io.hairspring.kernel.ring.LineRing;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A line of 64 bytes through a {@link LineRing} and through Agrona's {@link OneToOneRingBuffer},
 * written and read in place: both ends on one thread, which leaves the rings' own instructions, and
 * from thread to thread as fast as it goes. The two alternate block by block; the figures are
 * medians. Not a test: run its {@code main}.
 */
public final class RingComparison {
  private static final int BLOCKS = 31;
  private static final int LINES = 4096;
  private static final int MESSAGE = 56;
  private static final long PER_BLOCK = 2_000_000;

  private final LineRing ours = new LineRing(LINES);
  private final OneToOneRingBuffer agronas =
      new OneToOneRingBuffer(
          new UnsafeBuffer(
              BufferUtil.allocateDirectAligned(
                  LINES * 64 + RingBufferDescriptor.TRAILER_LENGTH, 4096)));
  private long sink;
  private final MessageHandler onMessage =
      (type, buffer, index, length) -> sink += buffer.getLong(index + 8);

  /** Prints the table. */
  public static void main(String[] arguments) throws InterruptedException {
    new RingComparison().run();
  }

  private void run() throws InterruptedException {
    compare("one thread", this::oursAlone, this::agronasAlone);
    compare("two threads", this::oursAcross, this::agronasAcross);
    System.out.println(Environment.describe());
    System.out.println("(sum, so that nothing is optimised away: " + sink + ")");
  }

  private static void compare(String what, LongUnaryOperator first, LongUnaryOperator second) {
    final double[] a = new double[BLOCKS];
    final double[] b = new double[BLOCKS];
    // The first round warms up; the second overwrites it.
    for (int i = -1; i < BLOCKS; i++) {
      a[Math.max(i, 0)] = (double) first.applyAsLong(PER_BLOCK) / PER_BLOCK;
      b[Math.max(i, 0)] = (double) second.applyAsLong(PER_BLOCK) / PER_BLOCK;
    }
    Arrays.sort(a);
    Arrays.sort(b);
    System.out.printf(
        "%-12s LineRing %6.2f ns a line (%.2f to %.2f)   OneToOneRingBuffer %6.2f (%.2f to %.2f)%n",
        what, a[BLOCKS / 2], a[3], a[BLOCKS - 4], b[BLOCKS / 2], b[3], b[BLOCKS - 4]);
  }

  private long oursAlone(long lines) {
    final long start = System.nanoTime();
    for (long i = 0; i < lines; i++) {
      produceOurs(i);
      consumeOurs();
    }
    return System.nanoTime() - start;
  }

  private long agronasAlone(long lines) {
    final long start = System.nanoTime();
    for (long i = 0; i < lines; i++) {
      produceAgronas(i);
      consumeAgronas();
    }
    return System.nanoTime() - start;
  }

  private long oursAcross(long lines) {
    return across(
        lines,
        () -> {
          for (long i = 0; i < lines; i++) {
            while (!produceOurs(i)) {
              Thread.onSpinWait();
            }
          }
        },
        this::consumeOurs);
  }

  private long agronasAcross(long lines) {
    return across(
        lines,
        () -> {
          for (long i = 0; i < lines; i++) {
            while (!produceAgronas(i)) {
              Thread.onSpinWait();
            }
          }
        },
        this::consumeAgronas);
  }

  /** Takes one line or several; how many it took. */
  private interface Consumer {
    int take();
  }

  private static long across(long lines, Runnable produce, Consumer consumer) {
    final Thread producer = new Thread(produce);
    final long start = System.nanoTime();
    producer.start();
    long taken = 0;
    while (taken < lines) {
      final int count = consumer.take();
      if (count == 0) {
        Thread.onSpinWait();
      }
      taken += count;
    }
    return System.nanoTime() - start;
  }

  private boolean produceOurs(long value) {
    final int offset = ours.claim();
    if (offset == LineRing.FULL) {
      return false;
    }
    for (int i = 0; i < MESSAGE; i += 8) {
      ours.buffer().putLong(offset + i, value);
    }
    ours.commit();
    return true;
  }

  private int consumeOurs() {
    final int offset = ours.peek();
    if (offset == LineRing.EMPTY) {
      return 0;
    }
    sink += ours.buffer().getLong(offset + 8);
    ours.release();
    return 1;
  }

  private boolean produceAgronas(long value) {
    final int index = agronas.tryClaim(1, MESSAGE);
    if (index < 0) {
      return false;
    }
    for (int i = 0; i < MESSAGE; i += 8) {
      agronas.buffer().putLong(index + i, value);
    }
    agronas.commit(index);
    return true;
  }

  private int consumeAgronas() {
    return agronas.read(onMessage, 64);
  }
}
