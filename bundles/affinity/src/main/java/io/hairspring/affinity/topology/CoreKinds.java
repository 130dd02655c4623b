package io.hairspring.affinity.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Ranks processors by the kind of their core: 0 for the slowest. Asked in this order, the first
 * that tells two kinds apart decides: the kernel's relative capacity, the lists of hybrid Intel
 * processors, the base frequency. The highest frequency does not tell kinds: favoured cores of one
 * kind differ in it.
 */
final class CoreKinds {
  private static final String CPUS = "sys/devices/system/cpu/cpu";
  private static final String EFFICIENCY = "sys/devices/cpu_atom/cpus";
  private static final String LOW_POWER = "sys/devices/cpu_lowpower/cpus";

  private final HostFiles files;

  CoreKinds(HostFiles files) {
    this.files = files;
  }

  /** The rank of each. */
  Map<Integer, Integer> ranks(CpuSet online) {
    CpuSet efficiency = files.list(EFFICIENCY).orElse(CpuSet.NONE);
    CpuSet lowPower = files.list(LOW_POWER).orElse(CpuSet.NONE);
    List<IntFunction<OptionalLong>> measures =
        List.of(
            cpu -> files.number(CPUS + cpu + "/cpu_capacity"),
            cpu -> OptionalLong.of(lowPower.contains(cpu) ? 0 : efficiency.contains(cpu) ? 1 : 2),
            cpu -> files.number(CPUS + cpu + "/cpufreq/base_frequency"));
    for (IntFunction<OptionalLong> measure : measures) {
      TreeSet<Long> values = new TreeSet<>();
      online.stream().forEach(cpu -> measure.apply(cpu).ifPresent(values::add));
      boolean complete = online.stream().allMatch(cpu -> measure.apply(cpu).isPresent());
      if (complete && values.size() > 1) {
        return ranked(online, measure, values);
      }
    }
    return ranked(online, cpu -> OptionalLong.of(0), new TreeSet<>(List.of(0L)));
  }

  private static Map<Integer, Integer> ranked(
      CpuSet online, IntFunction<OptionalLong> measure, SortedSet<Long> values) {
    Map<Integer, Integer> ranks = new HashMap<>();
    online.stream()
        .forEach(cpu -> ranks.put(cpu, values.headSet(measure.apply(cpu).getAsLong()).size()));
    return ranks;
  }
}
