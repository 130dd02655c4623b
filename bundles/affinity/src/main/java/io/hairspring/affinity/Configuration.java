package io.hairspring.affinity;

import java.util.Map;

/**
 * What the configuration file says, or why it cannot be understood. Services come up in either
 * case: a lane that finds none would run unpinned, and strict configuration would be passed by.
 *
 * @param settings those in force; the defaults, or the earlier ones, when the file is wrong
 * @param wrong what is wrong with the file, in one line; empty when nothing is
 */
record Configuration(PlacementSettings settings, String wrong) {

  /** Reads it; where it is wrong, other settings stay in force. */
  static Configuration of(Map<String, ?> properties, PlacementSettings otherwise) {
    try {
      return new Configuration(PlacementSettings.from(properties), "");
    } catch (IllegalArgumentException e) {
      return new Configuration(otherwise, e.getMessage());
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
