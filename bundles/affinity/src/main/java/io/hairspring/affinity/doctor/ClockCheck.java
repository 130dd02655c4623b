package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.List;
import java.util.Set;

/** The clock that a lane reads in every cycle. */
final class ClockCheck implements Check {
  private static final String DIRECTORY = "sys/devices/system/clocksource/clocksource0/";
  private static final Set<String> REGISTERS = Set.of("tsc", "arch_sys_counter", "timebase");
  private static final Set<String> PARAVIRTUAL =
      Set.of("kvm-clock", "hyperv_clocksource_tsc_page", "xen");

  @Override
  public List<Finding> examine(Machine machine) {
    String current = machine.files().text(DIRECTORY + "current_clocksource").orElse("");
    Grade grade =
        current.isEmpty()
            ? Grade.UNKNOWN
            : REGISTERS.contains(current)
                ? Grade.GOOD
                : PARAVIRTUAL.contains(current) ? Grade.FAIR : Grade.POOR;
    boolean available =
        machine.files().text(DIRECTORY + "available_clocksource").orElse("").contains("tsc");
    String remedy =
        available
            ? "echo tsc > /" + DIRECTORY + "current_clocksource"
            : Boot.with("tsc=reliable clocksource=tsc");
    return List.of(
        new Finding(
            "clock source",
            grade,
            current.isEmpty() ? "the kernel does not tell" : current,
            "every cycle reads the clock: a processor register costs 20 ns, a device a microsecond",
            grade == Grade.GOOD || grade == Grade.UNKNOWN ? "" : remedy));
  }
}
