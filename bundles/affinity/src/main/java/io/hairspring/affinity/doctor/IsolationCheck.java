package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.List;

/** Whether the scheduler and the tick leave the lanes' cores alone. */
final class IsolationCheck implements Check {

  @Override
  public List<Finding> examine(Machine machine) {
    CpuSet lanes = machine.lanes();
    if (machine.topology().cores().size() < 2 || lanes.isEmpty()) {
      return List.of(
          new Finding(
              "isolated cores",
              Grade.POOR,
              "there is no core for a lane: usable " + machine.topology().usable(),
              "a lane needs a core of its own and everything else another",
              ""));
    }
    return List.of(
        finding(
            "isolated cores",
            machine.topology().limits().isolated(),
            lanes,
            "other processes and kernel work are balanced onto a core that is not isolated, and"
                + " stop the lane for milliseconds",
            "isolcpus=managed_irq,domain," + lanes),
        finding(
            "tickless cores",
            machine.topology().limits().nohzFull(),
            lanes,
            "the periodic tick stops the lane 100 to 1000 times a second, for microseconds",
            "nohz_full=" + lanes + " rcu_nocbs=" + lanes));
  }

  private static Finding finding(
      String check, CpuSet quiet, CpuSet lanes, String why, String arguments) {
    CpuSet missing = lanes.minus(quiet);
    boolean good = missing.isEmpty() && !lanes.isEmpty();
    return new Finding(
        check,
        good ? Grade.GOOD : Grade.POOR,
        quiet + (good ? "" : "; of the lanes' cores not " + missing),
        why,
        good ? "" : Boot.with(arguments));
  }
}
