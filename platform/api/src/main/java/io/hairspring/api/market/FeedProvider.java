package io.hairspring.api.market;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens feeds of one URI scheme. Registered as a service with {@link FeedComponent}. Control
 * thread.
 */
@ConsumerType
public interface FeedProvider {

  /**
   * Opens a feed.
   *
   * @param uri the whole URI, as the user wrote it, scheme included
   * @param instruments where the feed registers its instruments
   * @throws FeedException when the URI is wrong or its source cannot be read; one line, for the
   *     user
   */
  MarketDataFeed open(String uri, InstrumentDirectory instruments);
}
