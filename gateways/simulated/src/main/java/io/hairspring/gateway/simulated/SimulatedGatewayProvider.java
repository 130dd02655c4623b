package io.hairspring.gateway.simulated;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayComponent;
import io.hairspring.api.order.GatewayException;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.time.PlatformClock;
import org.osgi.service.component.annotations.Component;

/**
 * Opens {@code simulated:} URIs, see {@link SimulatedExchange}. Control thread.
 *
 * <p>Options: {@code latency} (default 5us, each way), {@code maxOpenOrders} (4096), {@code
 * bookOrders} (20000, of an instrument), {@code bookLevels} (4096, of a side), {@code maxCommands}
 * (4096) and {@code maxReports} (16384), on their way. Instruments registered after the gateway is
 * opened are not traded.
 */
@Component
@GatewayComponent(scheme = "simulated", example = "simulated:?latency=5us")
public final class SimulatedGatewayProvider implements GatewayProvider {
  private static final long BYTES_PER_ORDER = 48;
  private static final long BYTES_PER_LEVEL = 40;

  /**
   * {@inheritDoc}
   *
   * @throws GatewayException when the URI is wrong or its books do not fit into half of the heap
   */
  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    final SimulatedOptions options = SimulatedOptions.parse(uri);
    final int count = instruments.all().size();
    final long bytes =
        count * (options.bookOrders() * BYTES_PER_ORDER + options.bookLevels() * BYTES_PER_LEVEL);
    final long allowed = Runtime.getRuntime().maxMemory() / 2;
    if (bytes > allowed) {
      throw new GatewayException(
          uri
              + ": books of "
              + count
              + " instruments take "
              + (bytes >> 20)
              + " MiB, expected at most half of the heap, "
              + (allowed >> 20)
              + " MiB: give a smaller bookOrders or bookLevels, or a larger -Xmx");
    }
    return new SimulatedExchange(options, instruments.all(), clock);
  }
}
