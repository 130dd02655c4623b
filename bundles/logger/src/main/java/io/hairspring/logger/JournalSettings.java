package io.hairspring.logger;

import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * What the configuration says, checked.
 *
 * @param directory where the run directories are made
 * @param rollCycle how often the journal starts a new file
 */
record JournalSettings(Path directory, RollCycleChoice rollCycle) {
  private static final System.Logger LOG = System.getLogger(JournalSettings.class.getName());

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException when a value is wrong; its message is logged too, on a line of
   *     its own, because the component runtime would bury it in a stack trace
   */
  static JournalSettings of(LoggerConfiguration configuration) {
    try {
      return new JournalSettings(
          JournalDirectory.of(configuration.directory(), System.getProperty("hairspring.home")),
          RollCycleChoice.of(configuration.rollCycle()));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, "the logger does not start: {0}", e.getMessage());
      throw e;
    }
  }
}
