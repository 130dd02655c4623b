package io.hairspring.api.order;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.time.PlatformClock;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens gateways of one URI scheme. Registered as a service with {@link GatewayComponent}. Control
 * thread.
 */
@ConsumerType
public interface GatewayProvider {

  /**
   * Opens a gateway.
   *
   * @param uri the whole URI, as the user wrote it, scheme included
   * @param instruments the platform's instruments; the feed's are registered already
   * @param clock the platform's clock
   * @throws GatewayException when the URI is wrong or the venue cannot be reached; one line, for
   *     the user
   */
  OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock);
}
