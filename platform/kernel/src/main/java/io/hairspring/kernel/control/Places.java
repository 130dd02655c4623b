package io.hairspring.kernel.control;

import io.hairspring.kernel.swap.FeedSeat;
import io.hairspring.kernel.swap.GatewaySeat;

/** The feed and the gateway of the session, and what they were opened with. */
record Places(String feedUri, FeedSeat feed, String gatewayUri, GatewaySeat gateway) {
  /** Whether all who have lost their place are closed. */
  boolean settled() {
    return feed.settled() && gateway.settled();
  }
}
