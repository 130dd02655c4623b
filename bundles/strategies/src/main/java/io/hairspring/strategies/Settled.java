package io.hairspring.strategies;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.task.HotPath;

/** When a book may be traded on. */
@HotPath
final class Settled {
  private Settled() {}

  /**
   * Whether the event is live and ends an update of the exchange: before that, the book may be
   * between two states.
   */
  static boolean after(MarketEvent event) {
    int flags = event.flags();
    return (flags & MarketEvent.FLAG_SNAPSHOT) == 0 && (flags & MarketEvent.FLAG_LAST) != 0;
  }
}
