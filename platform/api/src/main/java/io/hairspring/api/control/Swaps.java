package io.hairspring.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The swaps of the running platform. Any thread but a lane or an agent; everything allocates. */
@ProviderType
public interface Swaps {
  /** How many swaps that are over are remembered. */
  int REMEMBERED = 100;

  /** The swaps under way and the latest that are over, the oldest first. */
  List<SwapStatus> swaps();

  /**
   * Whether a component of a bundle is in force, is about to be, or stands by to come back from a
   * swap under way.
   *
   * @param bundle its id
   */
  boolean uses(long bundle);

  /**
   * Whether one component is in force, is about to be, or stands by to come back from a swap under
   * way.
   *
   * @param service the id that its service is registered under
   */
  boolean usesService(long service);

  /** What became of all swaps since the platform was started, also of those not remembered. */
  SwapTotals totals();
}
