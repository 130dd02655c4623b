package io.hairspring.telemetry.counters;

import java.util.Map;

/**
 * A counters file as it was when it was read. Immutable.
 *
 * @param pid process that writes it
 * @param startedMillis Unix time at which that began, milliseconds; 0 when not known
 * @param updatedMillis Unix time of the last update, milliseconds; 0 before the first
 * @param periodMillis time between updates
 * @param texts what the platform runs, by name
 * @param values the counters, in the order in which they came
 */
public record CountersView(
    long pid,
    long startedMillis,
    long updatedMillis,
    int periodMillis,
    Map<String, String> texts,
    Map<String, Long> values) {

  /** How far two readings of the time at which a process began may be apart: clocks are set. */
  private static final long TOLERANCE_MILLIS = 10_000;

  /** Whether the process that wrote it is still there. */
  public boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> startedMillis == 0 || sameStart(process))
        .orElse(false);
  }

  /** A process id is given again, to one that began later. */
  private boolean sameStart(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Math.abs(start.toEpochMilli() - startedMillis) < TOLERANCE_MILLIS)
        .orElse(true);
  }
}
