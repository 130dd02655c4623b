package io.hairspring.affinity.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what this process may use: its control group's cpuset, of version 1 or 2 or of the older
 * {@code cpuset} file system, and its own mask. Formats: cpuset(7), cgroups(7), proc(5).
 */
final class LimitsReader {
  private static final String CPUS = "sys/devices/system/cpu/";
  private static final String STATUS = "proc/self/status";

  private final HostFiles files;

  LimitsReader(HostFiles files) {
    this.files = files;
  }

  /** Reads them; without a limit, all that is there. */
  Limits read(CpuSet present, CpuSet nodes) {
    return new Limits(
        cpuset(List.of("cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus", "cpus"))
            .orElse(present),
        cpuset(List.of("cpuset.mems.effective", "cpuset.effective_mems", "cpuset.mems", "mems"))
            .orElse(nodes),
        affinity().orElse(present),
        files.list(CPUS + "isolated").orElse(CpuSet.NONE),
        files.list(CPUS + "nohz_full").orElse(CpuSet.NONE));
  }

  private Optional<CpuSet> affinity() {
    String label = "Cpus_allowed_list:";
    return files.lines(STATUS).stream()
        .filter(line -> line.startsWith(label))
        .map(line -> CpuSet.parseList(line.substring(label.length())))
        .filter(set -> !set.isEmpty())
        .findFirst();
  }

  private Optional<CpuSet> cpuset(List<String> names) {
    for (String directory : directories()) {
      for (String name : names) {
        Optional<CpuSet> set = files.list(directory + name).filter(found -> !found.isEmpty());
        if (set.isPresent()) {
          return set;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Where the limit may be written, the nearest first: the process's own group, then those above
   * it, because a group without the controller has its parent's. In a container the group's path is
   * the host's and the mount's root is the group itself.
   */
  private List<String> directories() {
    List<String> directories = new ArrayList<>();
    for (String line : files.lines("proc/mounts")) {
      String[] mount = line.split(" ", -1);
      if (mount.length < 4) {
        continue;
      }
      boolean unified = mount[2].equals("cgroup2");
      boolean cpusets =
          mount[2].equals("cpuset") || List.of(mount[3].split(",", -1)).contains("cpuset");
      if (unified || cpusets) {
        group(unified).ifPresent(group -> addUpwards(mount[1].substring(1), group, directories));
      }
    }
    return directories;
  }

  private Optional<String> group(boolean unified) {
    for (String line : files.lines("proc/self/cgroup")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3
          && (unified
              ? parts[0].equals("0") && parts[1].isEmpty()
              : List.of(parts[1].split(",", -1)).contains("cpuset"))) {
        return Optional.of(parts[2]);
      }
    }
    return unified ? Optional.empty() : files.text("proc/self/cpuset");
  }

  private static void addUpwards(String mount, String group, List<String> directories) {
    String rest = group;
    while (rest.startsWith("/") && rest.length() > 1) {
      directories.add(mount + rest + "/");
      rest = rest.substring(0, rest.lastIndexOf('/'));
    }
    directories.add(mount + "/");
  }
}
