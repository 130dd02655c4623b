package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.List;
import java.util.stream.Collectors;

/** What shares a core with a lane, and what stops a real-time lane. */
final class SchedulingCheck implements Check {

  @Override
  public List<Finding> examine(Machine machine) {
    return List.of(siblings(machine.topology(), machine.lanes()), throttling(machine));
  }

  private static Finding siblings(Topology topology, CpuSet lanes) {
    CpuSet siblings = CpuSet.NONE;
    for (int cpu : lanes.toList()) {
      siblings = siblings.or(topology.core(cpu).map(core -> core.threads()).orElse(CpuSet.NONE));
    }
    siblings = siblings.minus(lanes);
    boolean good = siblings.isEmpty();
    return new Finding(
        "SMT",
        good ? Grade.GOOD : Grade.FAIR,
        good
            ? "the lanes' cores have one thread each"
            : "siblings of lanes are online: " + siblings,
        "what runs on a sibling takes half of the lane's core; we keep it idle, other processes"
            + " do not",
        good
            ? ""
            : siblings.toList().stream()
                .map(cpu -> "echo 0 > /sys/devices/system/cpu/cpu" + cpu + "/online")
                .collect(Collectors.joining("; ")));
  }

  private static Finding throttling(Machine machine) {
    long runtime = machine.files().number("proc/sys/kernel/sched_rt_runtime_us").orElse(-1);
    long period = machine.files().number("proc/sys/kernel/sched_rt_period_us").orElse(1_000_000);
    boolean throttled = runtime >= 0 && runtime < period;
    boolean harmful = throttled && machine.realTime();
    return new Finding(
        "real-time throttling",
        harmful ? Grade.POOR : Grade.GOOD,
        (throttled ? "after " + runtime + " of every " + period + " us" : "off")
            + (machine.realTime()
                ? "; lanes are to be real-time threads"
                : "; lanes are ordinary threads"),
        "a real-time lane that spins is stopped for the rest of every period; without throttling"
            + " it starves the kernel's threads on its core, unless that is isolated",
        harmful ? "sysctl -w kernel.sched_rt_runtime_us=-1" : "");
  }
}
