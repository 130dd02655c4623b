package io.hairspring.kernel.trading;

import io.hairspring.api.control.Platform;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Says once of each book that it had no room for an event: what it shows is not the market any more
 * then, and the lane that noticed may not log. Control thread.
 */
public final class BookWatch {
  private static final System.Logger LOG = System.getLogger(BookWatch.class.getName());

  private final Platform platform;
  private Set<OrderBook> told = Set.of();

  /** Watches the books of whatever session is open. */
  public BookWatch(Platform platform) {
    this.platform = platform;
  }

  /** Looks at every book. */
  public void look() {
    // Of the books there are now only: those of a session that is over are to be forgotten.
    final Set<OrderBook> full = Collections.newSetFromMap(new IdentityHashMap<>());
    for (final Instrument instrument : platform.instruments().all()) {
      final OrderBook book = platform.book(instrument.index()).orElse(null);
      if (book instanceof ArrayOrderBook counted && counted.capacityRejects() > 0) {
        full.add(book);
        if (!told.contains(book)) {
          LOG.log(
              Level.WARNING,
              "the book of {0} had no room for an event and is not the market''s any more, with {1}"
                  + " orders and {2} and {3} levels: raise book.orders or book.levels in"
                  + " etc/io.hairspring.kernel.cfg; hairspring:bookfaults counts on",
              instrument.symbol(),
              counted.size(),
              counted.depth(Side.BID),
              counted.depth(Side.ASK));
        }
      }
    }
    told = full;
  }
}
