package io.hairspring.api.control;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The running platform, from the control side. Any thread but a lane or an agent; everything
 * allocates.
 */
@ProviderType
public interface Platform {

  /** The lanes, by number. */
  List<LaneStatus> lanes();

  /** The rings of the lanes, by lane; none when no session is open. */
  List<RingStatus> rings();

  /** Every task the kernel knows, by name. */
  List<TaskStatus> tasks();

  /** The plan in force. */
  PlanDescription plan();

  /** The feed in use. */
  FeedStatus feed();

  /** The gateway in use. */
  GatewayStatus gateway();

  /** The instruments. */
  InstrumentDirectory instruments();

  /**
   * A book of the lane. Consistent only while no event is under way: after the feed has ended or is
   * paused.
   */
  Optional<OrderBook> book(int instrument);

  /** Schemes of the feeds and gateways that can be opened, each with an example URI. */
  List<String> schemes();

  /**
   * Opens a feed and a gateway and closes them again: what is wrong with a URI is told before
   * anything waits for it. What is running goes on.
   *
   * @throws IllegalArgumentException when a URI has no provider; the message names what there is
   * @throws io.hairspring.api.market.FeedException when the feed cannot be opened
   * @throws io.hairspring.api.order.GatewayException when the gateway cannot be opened
   */
  void check(String feedUri, String gatewayUri);

  /**
   * Opens a gateway and a feed and begins trading. What ran before is closed first.
   *
   * @throws IllegalArgumentException when a URI has no provider; the message names what there is
   * @throws io.hairspring.api.market.FeedException when the feed cannot be opened
   * @throws io.hairspring.api.order.GatewayException when the gateway cannot be opened
   */
  void open(String feedUri, Pace pace, String gatewayUri);

  /**
   * Holds the feed back, or lets it go on; due times move by the time held. Returns when it is in
   * force.
   */
  void pause(boolean paused);

  /** Closes the feed and the gateway, when the lane has run every event that was under way. */
  void close();

  /**
   * Waits until every event under way has been run and every record handed over. False when the
   * time is over.
   */
  boolean awaitIdle(long timeoutNanos);
}
