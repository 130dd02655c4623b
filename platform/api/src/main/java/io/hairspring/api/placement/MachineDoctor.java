package io.hairspring.api.placement;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Examines the machine and tells what is wrong with it. Shell threads. */
@ProviderType
public interface MachineDoctor {

  /**
   * Examines everything. Takes a tenth of a second per core, in which each is kept busy once.
   *
   * @return one finding per check, in a fixed order
   */
  List<Finding> examine();
}
