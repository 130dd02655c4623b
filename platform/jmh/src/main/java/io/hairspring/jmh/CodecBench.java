package io.hairspring.jmh;

import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A market event encoded into a line and decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBench {
  private static final int LINE = 64;

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LINE]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final MarketEventEncoder encoder = new MarketEventEncoder();
  private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
  private final MarketEventDecoder decoder = new MarketEventDecoder();
  private long sequence;

  /** An event to decode. */
  @Setup
  public void prepare() {
    encode();
  }

  /** Writes header, sequence and time. */
  @Benchmark
  public MarketEventEncoder encode() {
    return encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(++sequence)
        .receiveNanos(sequence << 1);
  }

  /** Reads them. */
  @Benchmark
  public long decode() {
    decoder.wrapAndApplyHeader(buffer, 0, headerIn);
    return decoder.sequence() + decoder.receiveNanos();
  }
}
