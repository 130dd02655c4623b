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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Says once of each book that it had no room for an event: what it shows is not the market any more
 * then, and the lane that noticed may not log. Looks once a second, on a thread of its own.
 */
@Component(
    service = {},
    immediate = true)
public final class BookWatch {
  private static final System.Logger LOG = System.getLogger(BookWatch.class.getName());
  private static final long EVERY_MILLIS = 1_000;

  private final Platform platform;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(BookWatch::thread);
  private Set<OrderBook> told = Set.of();

  /** Watches the books of whatever session is open. */
  @Activate
  public BookWatch(@Reference Platform platform) {
    this.platform = platform;
  }

  @Activate
  void start() {
    final Future<?> unused =
        thread.scheduleWithFixedDelay(
            this::lookAgain, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookAgain() {
    try {
      look();
    } catch (RuntimeException e) {
      // What is thrown would end all looking, and without a word.
      LOG.log(Level.WARNING, "the books could not be looked at", e);
    }
  }

  /** Looks at every book. One thread. */
  void look() {
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

  private static Thread thread(Runnable work) {
    final Thread thread = new Thread(work, "hairspring-books");
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  void stop() {
    thread.shutdownNow();
  }
}
