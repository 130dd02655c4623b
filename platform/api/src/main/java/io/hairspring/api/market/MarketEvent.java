package io.hairspring.api.market;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A normalized market event, a view on the ring: valid only during the call it is handed to. Lane
 * thread.
 */
@ProviderType
public interface MarketEvent {
  /** Flag: the last event of an exchange's update; until it, a book may be between two states. */
  int FLAG_LAST = 1;

  /** Flag: the event is part of a snapshot, not of live trading. */
  int FLAG_SNAPSHOT = 2;

  /** Flag: of a trade, that it names the resting order rather than the aggressor. */
  int FLAG_RESTING = 4;

  /** Position in the feed, from 1, without gaps. */
  long sequence();

  /** Exchange time of the event, nanoseconds since the Unix epoch. */
  long exchangeNanos();

  /** Platform time at which the event was due or received. */
  long receiveNanos();

  /** Index of the instrument in the {@link InstrumentDirectory}. */
  int instrument();

  /** What happened. */
  MarketEventKind kind();

  /** Side of the order, or of the aggressor of a trade. */
  Side side();

  /** Exchange order id; 0 when none. */
  long orderId();

  /** In units of 1e-9, see {@link Price}. */
  long price();

  /** Whole lots. */
  int quantity();

  /** Bits {@code FLAG_*}. */
  int flags();
}
