package io.hairspring.logger;

import java.util.Arrays;
import java.util.stream.Collectors;
import net.openhft.chronicle.queue.RollCycles;

/**
 * How often the journal starts a new file.
 *
 * @param cycle Chronicle's constant
 */
record RollCycleChoice(RollCycles cycle) {

  /**
   * The choice of a configured name.
   *
   * @throws IllegalArgumentException when there is none; names the key, the value and the allowed
   *     ones
   */
  static RollCycleChoice of(String name) {
    for (RollCycles cycle : RollCycles.values()) {
      if (cycle.name().equals(name.strip())) {
        return new RollCycleChoice(cycle);
      }
    }
    throw new IllegalArgumentException(
        "io.hairspring.logger rollCycle = '"
            + name
            + "' is not one of "
            + Arrays.stream(RollCycles.values()).map(Enum::name).collect(Collectors.joining(", ")));
  }
}
