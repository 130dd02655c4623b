package io.hairspring.affinity.doctor;

import io.hairspring.affinity.topology.Capabilities;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.List;

/** Whether memory is there when it is touched. */
final class MemoryCheck implements Check {
  private static final String TRANSPARENT = "sys/kernel/mm/transparent_hugepage/";
  private static final String POOL = "sys/kernel/mm/hugepages/hugepages-2048kB/";
  private static final int CAP_IPC_LOCK = 14;
  private static final long ENOUGH = 256L << 20;

  @Override
  public List<Finding> examine(Machine machine) {
    HostFiles files = machine.files();
    return List.of(
        transparent(files), pool(files), swap(files), balancing(machine), lockable(files));
  }

  private static Finding transparent(HostFiles files) {
    String enabled = chosen(files.text(TRANSPARENT + "enabled").orElse(""));
    String defrag = chosen(files.text(TRANSPARENT + "defrag").orElse(""));
    boolean good = enabled.equals("madvise") && !defrag.equals("always");
    return new Finding(
        "transparent huge pages",
        enabled.isEmpty() ? Grade.UNKNOWN : good ? Grade.GOOD : Grade.FAIR,
        enabled.isEmpty() ? "the kernel has none" : enabled + ", defragmentation " + defrag,
        "always: the kernel joins and splits pages behind a lane's back; never: rings and books"
            + " miss in the address cache; madvise: those that ask get them",
        enabled.isEmpty() || good
            ? ""
            : "echo madvise > /"
                + TRANSPARENT
                + "enabled; echo madvise > /"
                + TRANSPARENT
                + "defrag");
  }

  /** The word in brackets. */
  private static String chosen(String words) {
    int open = words.indexOf('[');
    int close = words.indexOf(']');
    return open < 0 || close < open ? "" : words.substring(open + 1, close);
  }

  private static Finding pool(HostFiles files) {
    long free = files.number(POOL + "free_hugepages").orElse(-1);
    return new Finding(
        "huge page pool",
        free < 0 ? Grade.UNKNOWN : free > 0 ? Grade.GOOD : Grade.FAIR,
        free < 0 ? "the kernel has none" : free + " pages of 2 MiB are free",
        "pages of the pool are never split, moved or swapped",
        free == 0 ? "sysctl -w vm.nr_hugepages=64" : "");
  }

  private static Finding swap(HostFiles files) {
    List<String> swaps = files.lines("proc/swaps");
    boolean told = !swaps.isEmpty();
    boolean none = swaps.size() <= 1;
    return new Finding(
        "swap",
        !told ? Grade.UNKNOWN : none ? Grade.GOOD : Grade.POOR,
        !told
            ? "the kernel does not tell"
            : none ? "none" : swaps.size() - 1 + " areas, swappiness " + swappiness(files),
        "a page that was swapped out costs milliseconds at the next touch",
        told && !none ? "swapoff -a" : "");
  }

  private static String swappiness(HostFiles files) {
    return files.text("proc/sys/vm/swappiness").orElse("unknown");
  }

  private static Finding balancing(Machine machine) {
    long on = machine.files().number("proc/sys/kernel/numa_balancing").orElse(0);
    int nodes = machine.topology().nodes().size();
    boolean bad = on != 0 && nodes > 1;
    return new Finding(
        "NUMA balancing",
        bad ? Grade.POOR : Grade.GOOD,
        (on == 0 ? "off" : "on") + ", " + nodes + (nodes == 1 ? " node" : " nodes"),
        "it unmaps pages to see who touches them, and each touch then costs a fault",
        bad ? "sysctl -w kernel.numa_balancing=0" : "");
  }

  private static Finding lockable(HostFiles files) {
    String label = "Max locked memory";
    String soft =
        files.lines("proc/self/limits").stream()
            .filter(line -> line.startsWith(label))
            .map(line -> line.substring(label.length()).strip().split("\\s+", -1)[0])
            .findFirst()
            .orElse("");
    boolean capable = Capabilities.has(files, CAP_IPC_LOCK);
    boolean enough =
        capable
            || soft.equals("unlimited")
            || (soft.matches("[0-9]{1,18}") && Long.parseLong(soft) >= ENOUGH);
    return new Finding(
        "memory lock limit",
        enough ? Grade.GOOD : soft.isEmpty() ? Grade.UNKNOWN : Grade.POOR,
        capable
            ? "none: the process has CAP_IPC_LOCK"
            : soft.isEmpty() ? "unknown" : soft + " bytes",
        "rings and books that cannot be locked can be taken out of memory",
        enough || soft.isEmpty()
            ? ""
            : "prlimit --pid $$ --memlock=unlimited (or LimitMEMLOCK=infinity in the unit)");
  }
}
