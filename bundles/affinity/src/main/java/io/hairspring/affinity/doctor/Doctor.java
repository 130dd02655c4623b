package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import java.util.List;

/** Every check, in the order in which a person would ask. */
public final class Doctor {
  private static final List<Check> CHECKS =
      List.of(
          new ClockCheck(),
          new IsolationCheck(),
          new InterruptCheck(),
          new SchedulingCheck(),
          new PowerCheck(),
          new MemoryCheck(),
          new HypervisorCheck(),
          new NoiseCheck(),
          new JvmCheck(),
          new PlacementCheck());

  private Doctor() {}

  /** Examines a machine. */
  public static List<Finding> examine(Machine machine) {
    return CHECKS.stream().flatMap(check -> check.examine(machine).stream()).toList();
  }
}
