package io.hairspring.benchmarks.detect;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A feed that sends evenly, until it is told to stop for a while or to send a burst. Orders come
 * and go on both sides of one book. Told by the main thread, read by the feed's agent.
 */
final class FaultFeed implements FeedProvider {
  private static final long PRICE = 100_000_000_000L;
  private static final long TICK = 1_000_000_000L;
  private static final int LEVELS = 8;
  private static final int TIMES = 25;

  private final long gapNanos;
  private volatile long stopUntil;
  private volatile long burstUntil;

  /** Sends an event every so many nanoseconds. */
  FaultFeed(long gapNanos) {
    this.gapNanos = gapNanos;
  }

  /** Sends nothing for a while. */
  void stop(long nanos) {
    stopUntil = System.nanoTime() + nanos;
  }

  /** Sends 25 times as fast for a while. */
  void burst(long nanos) {
    burstUntil = System.nanoTime() + nanos;
  }

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    instruments.register("FAULT", TICK);
    return new Events();
  }

  private final class Events implements MarketDataFeed {
    private final MarketEventEncoder line = new MarketEventEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long next = System.nanoTime();
    private long read;

    @Override
    public int read(MutableDirectBuffer buffer, int offset) {
      final long now = System.nanoTime();
      if (now < next || now < stopUntil) {
        return NOTHING;
      }
      // What was missed is not made up for: that would be a burst.
      next = Math.max(next, now - gapNanos) + (now < burstUntil ? gapNanos / TIMES : gapNanos);
      final boolean adds = read % 2 == 0;
      final long order = read / 2;
      final boolean bid = order % 2 == 0;
      final long level = 1 + order / 2 % LEVELS;
      line.wrapAndApplyHeader(buffer, offset, header)
          .orderId(1 + order)
          .price(PRICE + (bid ? -level : level) * TICK)
          .quantity(10)
          .instrument(0)
          .side((short) (bid ? Side.BID : Side.ASK).ordinal())
          .kind((short) (adds ? MarketEventKind.ADD : MarketEventKind.CANCEL).ordinal())
          .flags((short) 0)
          .source((short) 0)
          .exchangeNanos(now);
      read++;
      return LINE;
    }

    @Override
    public boolean finite() {
      return false;
    }

    @Override
    public long recordsRead() {
      return read;
    }

    @Override
    public void close() {}
  }
}
