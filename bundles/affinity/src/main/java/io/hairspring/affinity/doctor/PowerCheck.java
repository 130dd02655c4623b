package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the lanes' cores run at full speed and awake. */
final class PowerCheck implements Check {
  private static final String CPU = "sys/devices/system/cpu/cpu";
  private static final int DEEP_MICROS = 10;

  @Override
  public List<Finding> examine(Machine machine) {
    return List.of(
        governor(machine.files(), machine.lanes()),
        idle(machine.files(), machine.topology().usable()));
  }

  private static Finding governor(HostFiles files, CpuSet lanes) {
    TreeSet<String> governors = new TreeSet<>();
    for (int cpu : lanes.toList()) {
      files.text(CPU + cpu + "/cpufreq/scaling_governor").ifPresent(governors::add);
    }
    governors.remove("performance");
    boolean told = files.exists(CPU + Math.max(0, lanes.first()) + "/cpufreq/scaling_governor");
    Grade grade = !told ? Grade.UNKNOWN : governors.isEmpty() ? Grade.GOOD : Grade.POOR;
    return new Finding(
        "frequency governor",
        grade,
        !told
            ? "the kernel does not govern it: firmware or a host does"
            : governors.isEmpty() ? "performance" : String.join(", ", governors),
        "a core that is slowed down needs up to milliseconds to become fast again",
        grade == Grade.POOR
            ? each(lanes, "echo performance > /" + CPU + "$cpu/cpufreq/scaling_governor")
            : "");
  }

  private static Finding idle(HostFiles files, CpuSet cpus) {
    CpuSet sleepy = CpuSet.NONE;
    long deepest = 0;
    boolean told = false;
    for (int cpu : cpus.toList()) {
      String directory = CPU + cpu + "/cpuidle/";
      for (int state : files.numbered(directory, "state").toList()) {
        String path = directory + "state" + state + "/";
        long latency = files.number(path + "latency").orElse(0);
        told = true;
        if (latency > DEEP_MICROS && files.number(path + "disable").orElse(0) == 0) {
          sleepy = sleepy.or(CpuSet.of(cpu));
          deepest = Math.max(deepest, latency);
        }
      }
    }
    Grade grade = !told ? Grade.UNKNOWN : sleepy.isEmpty() ? Grade.GOOD : Grade.FAIR;
    return new Finding(
        "sleep states",
        grade,
        !told
            ? "the kernel knows none: it polls, or a host decides"
            : sleepy.isEmpty()
                ? "none takes longer than " + DEEP_MICROS + " us to leave"
                : "cores " + sleepy + " may need " + deepest + " us to wake",
        "a lane never sleeps, but agents on a sleeping core take events late",
        grade == Grade.FAIR
            ? each(
                sleepy,
                "for s in /" + CPU + "$cpu/cpuidle/state[1-9]; do echo 1 > $s/disable; done")
            : "");
  }

  private static String each(CpuSet cpus, String command) {
    return cpus.toList().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" ", "for cpu in ", "; do " + command + "; done"));
  }
}
