package io.hairspring.api.order;

import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open connection to a venue. All methods are called by the gateway's agent thread; none may
 * block.
 */
@ConsumerType
public interface OrderGateway extends AutoCloseable {

  /**
   * Takes one order command, an SBE {@code OrderCommand} line of 64 bytes, valid during the call.
   *
   * @return false when it cannot be taken now: it stays first in the egress ring and is offered
   *     again
   */
  boolean onCommand(DirectBuffer buffer, int offset);

  /** Whether {@link #onMarketEvent} is to be called; asked once. */
  default boolean wantsMarketEvents() {
    return false;
  }

  /**
   * Sees a market event of the feed, in feed order: an SBE {@code MarketEvent} line, valid during
   * the call.
   */
  default void onMarketEvent(DirectBuffer buffer, int offset) {}

  /**
   * Does what is due and hands over reports.
   *
   * @param nowNanos platform time
   * @return amount of work done, 0 when idle
   */
  int poll(long nowNanos, ReportSink reports);

  /**
   * As {@link #poll(long, ReportSink)}, for a gateway that matches against the market it is shown.
   *
   * @param marketNanos every market event received before this platform time has been shown; never
   *     after {@code nowNanos}
   */
  default int poll(long nowNanos, long marketNanos, ReportSink reports) {
    return poll(nowNanos, reports);
  }

  /**
   * Whether it holds neither commands nor reports that will still come to something by themselves.
   */
  default boolean idle() {
    return true;
  }

  /** Releases the connection. Called once. */
  @Override
  void close();
}
