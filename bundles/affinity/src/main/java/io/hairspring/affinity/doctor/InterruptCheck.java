package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which devices may interrupt a lane. */
final class InterruptCheck implements Check {
  private static final String IRQ = "proc/irq";

  @Override
  public List<Finding> examine(Machine machine) {
    HostFiles files = machine.files();
    CpuSet numbers = files.numbered(IRQ, "");
    List<Integer> guilty = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int irq : numbers.toList()) {
      Optional<String> device = device(files, irq);
      if (device.isPresent() && target(files, irq).intersects(machine.lanes())) {
        guilty.add(irq);
        names.add(irq + " (" + device.get() + ")");
      }
    }
    String found =
        numbers.isEmpty()
            ? "the kernel does not tell"
            : names.isEmpty() ? "none" : String.join(", ", names);
    return List.of(
        new Finding(
            "interrupts on lane cores",
            numbers.isEmpty() ? Grade.UNKNOWN : names.isEmpty() ? Grade.GOOD : Grade.POOR,
            found,
            "an interrupt and what follows it takes 2 to 100 us of a lane's time and its cache",
            guilty.isEmpty() ? "" : remedy(guilty, machine.housekeeping())));
  }

  /** The last word of the interrupt's line; empty for one that nobody handles. */
  private static Optional<String> device(HostFiles files, int irq) {
    return files.lines("proc/interrupts").stream()
        .map(String::strip)
        .filter(line -> line.startsWith(irq + ":"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst();
  }

  private static CpuSet target(HostFiles files, int irq) {
    String directory = IRQ + "/" + irq + "/";
    return files
        .list(directory + "effective_affinity_list")
        .filter(list -> !list.isEmpty())
        .or(() -> files.list(directory + "smp_affinity_list"))
        .orElse(CpuSet.NONE);
  }

  private static String remedy(List<Integer> irqs, CpuSet housekeeping) {
    StringBuilder numbers = new StringBuilder();
    irqs.forEach(irq -> numbers.append(' ').append(irq));
    return "systemctl disable --now irqbalance; for irq in"
        + numbers
        + "; do echo "
        + housekeeping
        + " > /proc/irq/$irq/smp_affinity_list; done";
  }
}
