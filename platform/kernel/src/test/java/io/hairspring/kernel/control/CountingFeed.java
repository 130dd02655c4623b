package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A feed of orders that come and go, endless or of so many events: {@code count:} or {@code
 * count:1000}.
 */
final class CountingFeed implements FeedProvider {
  volatile boolean closed;

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    instruments.register("TEST", 1);
    final String limit = uri.substring(uri.indexOf(':') + 1);
    return new Events(limit.isEmpty() ? Long.MAX_VALUE : Long.parseLong(limit));
  }

  /** One that gives nothing as long as it is read. */
  MarketDataFeed slow(InstrumentDirectory instruments) {
    instruments.register("TEST", 1);
    return new Events(Long.MAX_VALUE) {
      @Override
      public int read(MutableDirectBuffer buffer, int offset) {
        return NOTHING;
      }
    };
  }

  private class Events implements MarketDataFeed {
    private final MarketEventEncoder line = new MarketEventEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final long limit;
    private long read;

    Events(long limit) {
      this.limit = limit;
    }

    @Override
    public int read(MutableDirectBuffer buffer, int offset) {
      if (read == limit) {
        return END;
      }
      final MarketEventKind kind = read % 2 == 0 ? MarketEventKind.ADD : MarketEventKind.CANCEL;
      line.wrapAndApplyHeader(buffer, offset, header)
          .orderId(1 + read / 2)
          .price(100)
          .quantity(1)
          .side((short) Side.BID.ordinal())
          .kind((short) kind.ordinal())
          .exchangeNanos(read);
      read++;
      return LINE;
    }

    @Override
    public boolean finite() {
      return limit != Long.MAX_VALUE;
    }

    @Override
    public long recordsRead() {
      return read;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
