package io.hairspring.api.market;

import org.agrona.MutableDirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open source of market events. The kernel pulls: it decides when an event is due (recorded
 * pace, fixed rate, as fast as possible), stamps {@code sequence} and {@code receiveNanos}, and
 * puts it into the ingress ring. All methods are called by the feed's agent thread, {@link
 * #close()} after the last read.
 */
@ConsumerType
public interface MarketDataFeed extends AutoCloseable {
  /** Length of an encoded event: one line. */
  int LINE = 64;

  /** {@link #read} has nothing now, and may have later. */
  int NOTHING = 0;

  /** {@link #read} will never have anything again. */
  int END = -1;

  /**
   * Encodes the next event as an SBE {@code MarketEvent} with its header. Never blocks, does not
   * allocate once warm.
   *
   * @param buffer the kernel's buffer, written only during the call
   * @param offset where the event starts
   * @return {@link #LINE}, {@link #NOTHING} or {@link #END}
   * @throws FeedException when the source is broken; what was read before still counts, and the
   *     feed ends
   */
  int read(MutableDirectBuffer buffer, int offset);

  /** Whether the feed ends by itself. */
  boolean finite();

  /** Records of the source read so far, those that gave no event included. */
  long recordsRead();

  /** Releases the source. Called once. */
  @Override
  void close();
}
