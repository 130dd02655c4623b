package io.hairspring.api.order;

import io.hairspring.api.market.Side;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a venue says of an order, a view on the ring: valid only during the call it is handed to.
 * Lane thread.
 */
@ProviderType
public interface ExecutionReport {
  /** What happened to the order. */
  ReportKind kind();

  /** Id that {@link OrderPort} gave the order. */
  long clientOrderId();

  /** Id that the venue gave the order; 0 when none. */
  long exchangeOrderId();

  /** Index of the instrument. */
  int instrument();

  /** Side of the order. */
  Side side();

  /** Execution price of a fill, else the order's; units of 1e-9. */
  long price();

  /** Lots executed by a fill, else the order's quantity. */
  int quantity();

  /** Lots that still stand. */
  int leavesQuantity();

  /** Why the command was refused. */
  RejectReason reason();

  /** Exchange time, nanoseconds since the Unix epoch. */
  long exchangeNanos();

  /** Platform time at which the report was received. */
  long receiveNanos();
}
