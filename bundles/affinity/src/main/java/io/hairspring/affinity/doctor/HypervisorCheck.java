package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a host takes of a virtual machine's time. Format: proc(5), {@code /proc/stat}. */
final class HypervisorCheck implements Check {
  private static final int STEAL = 7;
  private static final double MUCH_PERCENT = 0.1;

  @Override
  public List<Finding> examine(Machine machine) {
    HostFiles files = machine.files();
    boolean virtual =
        files.lines("proc/cpuinfo").stream()
            .anyMatch(line -> line.startsWith("flags") && line.contains(" hypervisor"));
    double stolen = stolenPercent(files);
    Grade grade =
        stolen > MUCH_PERCENT ? Grade.POOR : virtual || stolen > 0 ? Grade.FAIR : Grade.GOOD;
    return List.of(
        new Finding(
            "virtual machine steal",
            grade,
            String.format(
                Locale.ROOT,
                "%s; %.3f%% of the time since boot was stolen",
                virtual ? "a virtual machine" : "no virtual machine",
                stolen),
            "a host that runs something else on a lane's core stops it for milliseconds, and"
                + " nothing inside can prevent it",
            grade == Grade.GOOD
                ? ""
                : "on the host: virsh vcpupin DOMAIN VCPU HOST_CORE, for each core of a lane"));
  }

  private static double stolenPercent(HostFiles files) {
    return files.lines("proc/stat").stream()
        .filter(line -> line.startsWith("cpu "))
        .map(line -> line.substring(4).strip().split("\\s+", -1))
        .filter(fields -> fields.length > STEAL)
        .mapToDouble(HypervisorCheck::stolenPercent)
        .findFirst()
        .orElse(0);
  }

  private static double stolenPercent(String[] fields) {
    // Guest time, after steal, is part of user time already.
    double total = Arrays.stream(fields).limit(STEAL + 1).mapToDouble(Double::parseDouble).sum();
    return total == 0 ? 0 : 100 * Double.parseDouble(fields[STEAL]) / total;
  }
}
