package io.hairspring.affinity;

import io.hairspring.api.config.Configuration;
import java.util.Map;

/**
 * What the configuration file says, or why it cannot be understood. Services come up in either
 * case: a lane that finds none would run unpinned, and strict configuration would be passed by.
 *
 * @param settings those in force; the defaults, or the earlier ones, when the file is wrong
 * @param wrong what is wrong with the file, in one line; empty when nothing is
 */
record ConfiguredPlacement(PlacementSettings settings, String wrong) {
  private static final System.Logger LOG = System.getLogger(PlacementSettings.class.getName());

  /** Reads it and tells what is wrong with it; then other settings stay in force. */
  static ConfiguredPlacement of(Map<String, ?> properties, PlacementSettings otherwise) {
    try {
      return new ConfiguredPlacement(
          Configuration.read(PlacementSettings.PID, properties, LOG, PlacementSettings::from), "");
    } catch (IllegalArgumentException e) {
      return new ConfiguredPlacement(otherwise, e.getMessage());
    }
  }

  /**
   * Refuses what would be placed by settings that nobody wanted.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  void refuseIfWrong() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
