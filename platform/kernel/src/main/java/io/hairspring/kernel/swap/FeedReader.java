package io.hairspring.kernel.swap;

import io.hairspring.api.market.MarketDataFeed;
import org.agrona.MutableDirectBuffer;

/** A feed and how many events were read from it. One thread at a time. */
public final class FeedReader {
  private final MarketDataFeed feed;
  private volatile long count;

  /** Of a feed that nothing was read from. */
  public FeedReader(MarketDataFeed feed) {
    this.feed = feed;
  }

  /** The feed. */
  public MarketDataFeed feed() {
    return feed;
  }

  /** Events read. Any thread. */
  public long count() {
    return count;
  }

  /** Reads as {@link MarketDataFeed#read}. */
  public int read(MutableDirectBuffer buffer, int offset) {
    final int length = feed.read(buffer, offset);
    if (length == MarketDataFeed.LINE) {
      final long next = count + 1;
      count = next;
    }
    return length;
  }
}
