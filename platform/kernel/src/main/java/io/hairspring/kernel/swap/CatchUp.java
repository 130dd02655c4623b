package io.hairspring.kernel.swap;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a feed's successor up to shortly before where the feed is, and throws away what it reads,
 * on a thread of its own. The control thread starts it, looks at it, and stops it.
 */
public final class CatchUp {
  private static final long SHORTLY = 512;
  private static final int BURST = 1_024;
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final int RUNNING = 0;
  private static final int ENDED = 1;
  private static final int ABANDONED = 2;

  private final FeedReader reader;
  private final FeedSeat seat;
  private final Runnable confine;
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[MarketDataFeed.LINE]);
  private final AtomicInteger state = new AtomicInteger(RUNNING);
  private volatile String failure = "";

  /**
   * A reader that is to get to where a seat's is.
   *
   * @param confine keeps the calling thread off the lanes' cores
   */
  public CatchUp(FeedReader reader, FeedSeat seat, Runnable confine) {
    this.reader = reader;
    this.seat = seat;
    this.confine = confine;
  }

  /** Starts its thread. */
  public void start() {
    final Thread thread = new Thread(this::run, "hairspring-shadow");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks it to end, and then to close the feed, which is its own until then.
   *
   * @return false when it has ended before, and has not closed the feed
   */
  public boolean abandon() {
    return state.compareAndSet(RUNNING, ABANDONED);
  }

  /** Whether its thread has let go of the feed. Any thread. */
  public boolean ended() {
    return state.get() == ENDED;
  }

  /** How far it is. Any thread. */
  public Progress progress() {
    // Before the failure, which is written first.
    final boolean over = ended();
    if (!failure.isEmpty()) {
      return Progress.failed(failure);
    }
    final String where = "has read " + reader.count() + " of " + seat.given() + " events";
    return over ? Progress.done(where) : Progress.waiting(where);
  }

  private void run() {
    try {
      confine.run();
      while (state.get() == RUNNING
          && failure.isEmpty()
          && reader.count() < seat.given() - SHORTLY) {
        read();
      }
    } catch (final FeedException e) {
      failure = e.getMessage();
    } catch (final RuntimeException | Error e) {
      failure = "unexpected " + e;
    } finally {
      if (!state.compareAndSet(RUNNING, ENDED)) {
        reader.feed().close();
      }
    }
  }

  private void read() {
    for (int i = 0; i < BURST && reader.count() < seat.given() - SHORTLY; i++) {
      final int length = reader.read(line, 0);
      if (length == MarketDataFeed.END) {
        failure = "ends after " + reader.count() + " events, " + seat.given() + " were given out";
        return;
      }
      if (length == MarketDataFeed.NOTHING) {
        break;
      }
    }
    // The agents' threads wait for the same cores.
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
