package io.hairspring.api.placement;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sees from outside who takes a lane's core, without a system call on the lane. Control threads: a
 * sample reads three files a lane.
 */
@ProviderType
public interface LaneContention {

  /** A sample of every lane that is pinned; without what the kernel does not tell. */
  List<ContentionSample> sample();
}
