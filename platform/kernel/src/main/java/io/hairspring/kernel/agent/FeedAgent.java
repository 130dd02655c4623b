package io.hairspring.kernel.agent;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Pulls events from the feed, stamps them and puts them into the lane's ring when they are due, and
 * into the taps of the journal and of a gateway that wants them. A full ring holds the feed back,
 * and so does a journal that must not miss anything: nothing is lost, due times stay, the waiting
 * is counted.
 */
public final class FeedAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(FeedAgent.class.getName());
  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int SEQUENCE = HEADER + MarketEventEncoder.sequenceEncodingOffset();
  static final int RECEIVE = HEADER + MarketEventEncoder.receiveNanosEncodingOffset();
  private static final int EXCHANGE = HEADER + MarketEventDecoder.exchangeNanosEncodingOffset();
  private static final int FLAGS = HEADER + MarketEventDecoder.flagsEncodingOffset();
  static final int BURST = 32;

  // Nearer than this, the agent's thread waits by spinning; farther, other agents and the idle
  // strategy have it.
  static final long SPIN_NANOS = 50_000;

  private enum State {
    RUNNING,
    PAUSED,
    ENDED
  }

  private final String uri;
  private final MarketDataFeed feed;
  private final PlatformClock clock;
  private final Pacer pacer;
  private final LineRing market;
  private final LineRing tap;
  private final JournalTaps journal;
  private final UnsafeBuffer staged = new UnsafeBuffer(new byte[LineRing.LINE]);
  private boolean holding;
  private long due;
  private long pausedAt;

  private volatile LineRing copies;
  private final Count copiesLost = new Count();

  private long notBefore;

  private volatile long leastGapNanos;
  private volatile boolean pauseWanted;
  private volatile State state = State.RUNNING;
  private final Count events = new Count();
  private volatile long recordsRead;
  private final Count backPressured = new Count();
  private volatile String failure = "";

  /**
   * Prepares the agent of one feed.
   *
   * @param tap ring to the gateway, or null when it does not want market events
   * @param journal where the journal's copies go
   */
  public FeedAgent(
      String uri,
      MarketDataFeed feed,
      Pace pace,
      PlatformClock clock,
      LineRing market,
      LineRing tap,
      JournalTaps journal) {
    this.uri = uri;
    this.feed = feed;
    this.clock = clock;
    this.pacer = new Pacer(pace);
    this.market = market;
    this.tap = tap;
    this.journal = journal;
  }

  /** Control thread: asks for a pause or its end; {@link #paused} tells when it is in force. */
  public void pause(boolean wanted) {
    pauseWanted = wanted;
  }

  /**
   * Has each event copied into a ring from now on, as far as there is room. Any one thread.
   *
   * @param ring read by one thread
   */
  public void copyTo(LineRing ring) {
    copies = ring;
  }

  /** Has no more copied into a ring; nothing happens when another has taken its place. */
  public void stopCopies(LineRing ring) {
    if (copies == ring) {
      copies = null;
    }
  }

  /** Copies that found no room. Any thread. */
  public long copiesLost() {
    return copiesLost.get();
  }

  /**
   * Sends no two events closer together than this; 0 for no limit. In force at the next turn. Any
   * thread.
   */
  public void throttle(long gapNanos) {
    leastGapNanos = gapNanos;
  }

  /** Whether the feed sends nothing, because it is paused or has ended. */
  public boolean paused() {
    return state != State.RUNNING;
  }

  /** When the next event is due, in platform time; {@link Long#MAX_VALUE} when none is known. */
  public long dueNanos() {
    return holding && state == State.RUNNING ? Math.max(due, notBefore) : Long.MAX_VALUE;
  }

  /** Events sent. Any thread. */
  public long sent() {
    return events.get();
  }

  /** What became of the feed so far. Any thread. */
  public FeedStatus status() {
    return new FeedStatus(
        uri,
        feed.finite(),
        events.get(),
        recordsRead,
        backPressured.get(),
        state == State.ENDED,
        failure);
  }

  @Override
  public String roleName() {
    return "feed";
  }

  @Override
  public int doWork() {
    if (state == State.ENDED) {
      return 0;
    }
    if (pauseWanted != (state == State.PAUSED)) {
      turnPause();
    }
    return state == State.PAUSED ? 0 : sendDue();
  }

  private void turnPause() {
    final long now = clock.nanoTime();
    // By the state, not by the wish read again: that may have been taken back since.
    if (state == State.PAUSED) {
      final long held = now - pausedAt;
      pacer.shift(held);
      due += held;
      state = State.RUNNING;
    } else {
      pausedAt = now;
      state = State.PAUSED;
    }
  }

  private int sendDue() {
    final long gap = leastGapNanos;
    int sent = 0;
    while (sent < BURST) {
      if (!holding && !stage()) {
        break;
      }
      final long now = clock.nanoTime();
      final long when = Math.max(due, notBefore);
      if (when > now) {
        return sent + (when - now < SPIN_NANOS ? 1 : 0);
      }
      notBefore = gap == 0 ? 0 : now + gap;
      if (!send(pacer.dueWhenSent() ? now : due)) {
        backPressured.add(1);
        break;
      }
      sent++;
    }
    return sent;
  }

  private boolean stage() {
    final int length;
    try {
      length = feed.read(staged, 0);
    } catch (final FeedException e) {
      end(e.getMessage());
      return false;
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.ERROR, "feed " + uri + " failed after " + recordsRead + " records", e);
      end("unexpected " + e);
      return false;
    }
    recordsRead = feed.recordsRead();
    if (length == MarketDataFeed.END) {
      end("");
      return false;
    }
    if (length == MarketDataFeed.NOTHING) {
      return false;
    }
    due =
        pacer.due(
            staged.getLong(EXCHANGE, ByteOrder.LITTLE_ENDIAN),
            (staged.getByte(FLAGS) & MarketEvent.FLAG_SNAPSHOT) != 0,
            clock.nanoTime());
    holding = true;
    return true;
  }

  private void end(String why) {
    recordsRead = feed.recordsRead();
    failure = why;
    state = State.ENDED;
  }

  private boolean send(long receiveNanos) {
    if (journal.feedHeld()
        || !journal.market().accepts()
        || (tap != null && tap.claim() == LineRing.FULL)
        || market.claim() == LineRing.FULL) {
      return false;
    }
    staged.putLong(SEQUENCE, events.get() + 1, ByteOrder.LITTLE_ENDIAN);
    staged.putLong(RECEIVE, receiveNanos, ByteOrder.LITTLE_ENDIAN);
    if (tap != null) {
      tap.offer(staged, 0);
    }
    // Before the lane can have it: who sees the record finds what triggered it.
    journal.market().put(staged, 0);
    market.offer(staged, 0);
    final LineRing copy = copies;
    if (copy != null && !copy.offer(staged, 0)) {
      copiesLost.add(1);
    }
    holding = false;
    events.add(1);
    return true;
  }

  @Override
  public void onClose() {
    feed.close();
  }
}
