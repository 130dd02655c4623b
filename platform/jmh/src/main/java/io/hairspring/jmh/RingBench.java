package io.hairspring.jmh;

import io.hairspring.kernel.ring.LineRing;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A line of 56 bytes into a ring and out of it, in place, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBench {
  private static final int LINES = 4_096;
  private static final int PAYLOAD = 56;
  private static final int TYPE = 1;

  private final LineRing lines = new LineRing(LINES);
  private final OneToOneRingBuffer agrona =
      new OneToOneRingBuffer(
          new UnsafeBuffer(
              BufferUtil.allocateDirectAligned(
                  LINES * LineRing.LINE + RingBufferDescriptor.TRAILER_LENGTH, 4_096)));
  private long sum;

  /** Hairspring's. */
  @Benchmark
  public long lineRing() {
    final int in = lines.claim();
    for (int at = Long.BYTES; at <= PAYLOAD; at += Long.BYTES) {
      lines.buffer().putLong(in + at, at);
    }
    lines.commit();
    final int out = lines.peek();
    final long read = lines.buffer().getLong(out + PAYLOAD);
    lines.release();
    return read;
  }

  /** Agrona's. */
  @Benchmark
  public long agronaRing() {
    final int in = agrona.tryClaim(TYPE, PAYLOAD);
    for (int at = 0; at < PAYLOAD; at += Long.BYTES) {
      agrona.buffer().putLong(in + at, at);
    }
    agrona.commit(in);
    agrona.read((type, buffer, offset, length) -> sum = buffer.getLong(offset), 1);
    return sum;
  }
}
