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
}
