package io.hairspring.feed.synthetic;

import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.testkit.TestInstruments;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads events of a feed and shows them to a test. */
final class Sample {
  private Sample() {}

  static MarketDataFeed open(String uri) {
    return new SyntheticFeedProvider().open(uri, new TestInstruments(4_096));
  }

  static void forEach(String uri, int events, Consumer<MarketEventDecoder> action) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
    final MarketEventDecoder event = new MarketEventDecoder();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    try (MarketDataFeed feed = open(uri)) {
      for (int i = 0; i < events; i++) {
        if (feed.read(buffer, 0) != MarketDataFeed.LINE) {
          throw new AssertionError("the feed ended after " + i + " events");
        }
        event.wrapAndApplyHeader(buffer, 0, header);
        action.accept(event);
      }
    }
  }
}
