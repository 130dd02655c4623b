package io.hairspring.affinity.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads a machine's topology as the kernel exports it. Every file may be missing: a machine of
 * which nothing is told has one package, one core per processor and no cache. Control thread.
 * Formats: the kernel's {@code Documentation/ABI/stable/sysfs-devices-system-cpu} and {@code
 * Documentation/admin-guide/cputopology.rst}.
 */
public final class TopologyReader {
  private static final String CPUS = "sys/devices/system/cpu/";
  private static final String NODES = "sys/devices/system/node/";
  private static final long KIB = 1024;

  private final HostFiles files;

  /** Over the files of a machine. */
  public TopologyReader(HostFiles files) {
    this.files = files;
  }

  /** The running machine, now. */
  public static Topology running() {
    return new TopologyReader(HostFiles.running()).read();
  }

  /** Reads it. */
  public Topology read() {
    CpuSet present = present();
    CpuSet online = online(present);
    List<NumaNode> nodes = nodes(online);
    return new Topology(
        present,
        online,
        packages(online),
        nodes,
        caches(online),
        cores(online),
        new LimitsReader(files).read(present, CpuSet.of(nodes.stream().map(NumaNode::id).toList())),
        described(present));
  }

  private boolean described(CpuSet present) {
    return present.stream().anyMatch(cpu -> files.exists(cpu(cpu) + "topology"));
  }

  private CpuSet present() {
    CpuSet directories = files.numbered(CPUS, "cpu");
    if (!directories.isEmpty()) {
      return directories;
    }
    // No /sys: the lines of /proc/stat, or in the end what the JVM was told.
    CpuSet counted = CpuSet.NONE;
    for (String line : files.lines("proc/stat")) {
      if (line.matches("cpu[0-9]{1,6} .*")) {
        counted = counted.or(CpuSet.of(Integer.parseInt(line.substring(3, line.indexOf(' ')))));
      }
    }
    return counted.isEmpty()
        ? CpuSet.parseList("0-" + (Runtime.getRuntime().availableProcessors() - 1))
        : counted;
  }

  private CpuSet online(CpuSet present) {
    CpuSet listed = files.list(CPUS + "online").orElse(present);
    boolean described = described(present);
    CpuSet offline =
        CpuSet.of(
            present.stream()
                .filter(
                    cpu ->
                        files.number(cpu(cpu) + "online").equals(OptionalLong.of(0))
                            || (described && !files.exists(cpu(cpu) + "topology")))
                .toArray());
    return present.and(listed).minus(offline);
  }

  private List<CpuPackage> packages(CpuSet online) {
    Map<Integer, CpuSet> packages = new TreeMap<>();
    online.stream().forEach(cpu -> packages.merge(packageId(cpu), CpuSet.of(cpu), CpuSet::or));
    return packages.entrySet().stream()
        .map(entry -> new CpuPackage(entry.getKey(), entry.getValue()))
        .toList();
  }

  private int packageId(int cpu) {
    return (int) files.number(cpu(cpu) + "topology/physical_package_id").orElse(0);
  }

  private int coreId(int cpu) {
    return (int) files.number(cpu(cpu) + "topology/core_id").orElse(cpu);
  }

  private List<Core> cores(CpuSet online) {
    Map<Integer, Integer> kinds = new CoreKinds(files).ranks(online);
    Map<CpuSet, Core> cores = new LinkedHashMap<>();
    online.stream()
        .forEach(
            cpu -> {
              CpuSet threads = threads(cpu).and(online);
              cores.putIfAbsent(
                  threads, new Core(coreId(cpu), packageId(cpu), threads, kinds.get(cpu)));
            });
    return List.copyOf(cores.values());
  }

  private CpuSet threads(int cpu) {
    CpuSet siblings = siblings(cpu);
    // The compute units of AMD family 15h are listed as siblings, but are cores with numbers of
    // their own.
    return siblings.stream().allMatch(sibling -> coreId(sibling) == coreId(cpu))
        ? siblings
        : CpuSet.of(cpu);
  }

  private CpuSet siblings(int cpu) {
    String topology = cpu(cpu) + "topology/";
    return files
        .mask(topology + "core_cpus")
        .or(() -> files.mask(topology + "thread_siblings"))
        .or(() -> files.list(topology + "thread_siblings_list"))
        .filter(set -> set.contains(cpu))
        .orElse(CpuSet.of(cpu));
  }

  private List<Cache> caches(CpuSet online) {
    // By what identifies a cache: the first of the processors that share it describes it.
    Map<List<Object>, Cache> caches = new LinkedHashMap<>();
    online.stream()
        .forEach(
            cpu ->
                files.numbered(cpu(cpu) + "cache", "index").stream()
                    .forEach(
                        index ->
                            cache(cpu(cpu) + "cache/index" + index + "/", cpu, online)
                                .ifPresent(
                                    cache ->
                                        caches.putIfAbsent(
                                            List.of(cache.level(), cache.type(), cache.cpus()),
                                            cache))));
    return List.copyOf(caches.values());
  }

  private Optional<Cache> cache(String directory, int cpu, CpuSet online) {
    Optional<Cache.Type> type =
        files
            .text(directory + "type")
            .map(
                name ->
                    switch (name) {
                      case "Data" -> Cache.Type.DATA;
                      case "Instruction" -> Cache.Type.INSTRUCTION;
                      default -> Cache.Type.UNIFIED;
                    });
    OptionalLong level = files.number(directory + "level");
    if (type.isEmpty() || level.isEmpty()) {
      return Optional.empty();
    }
    CpuSet shared =
        files
            // The mask first: kernels of the time of family 15h wrote lists that contradict it.
            .mask(directory + "shared_cpu_map")
            .or(() -> files.list(directory + "shared_cpu_list"))
            .filter(set -> set.contains(cpu))
            .orElse(CpuSet.of(cpu));
    return Optional.of(
        new Cache(
            (int) level.getAsLong(),
            type.get(),
            bytes(files.text(directory + "size").orElse("")),
            (int) files.number(directory + "coherency_line_size").orElse(0),
            shared.and(online)));
  }

  private static long bytes(String size) {
    if (!size.matches("[0-9]{1,9}[KM]?")) {
      return 0;
    }
    long number = Long.parseLong(size.replaceAll("[KM]", ""));
    return size.endsWith("M") ? number * KIB * KIB : size.endsWith("K") ? number * KIB : number;
  }

  private List<NumaNode> nodes(CpuSet online) {
    CpuSet directories = files.numbered(NODES, "node");
    if (directories.isEmpty()) {
      // A kernel without NUMA: one node that is all there is.
      long bytes = files.labelled("proc/meminfo", "MemTotal:").orElse(0) * KIB;
      return List.of(new NumaNode(0, online, bytes, Map.of(0, 10)));
    }
    List<Integer> numbers = directories.toList();
    // A node may be left in the list of its processors without being there itself.
    CpuSet listed = files.list(NODES + "online").orElse(directories);
    List<NumaNode> nodes = new ArrayList<>();
    for (int id : numbers) {
      if (listed.contains(id)) {
        nodes.add(node(id, directories.and(listed).toList(), online));
      }
    }
    return nodes;
  }

  private NumaNode node(int id, List<Integer> numbers, CpuSet online) {
    String directory = NODES + "node" + id + "/";
    CpuSet cpus =
        files
            .list(directory + "cpulist")
            .or(() -> files.mask(directory + "cpumap"))
            .orElse(CpuSet.NONE);
    return new NumaNode(
        id,
        cpus.and(online),
        files.labelled(directory + "meminfo", "MemTotal:").orElse(0) * KIB,
        distances(files.text(directory + "distance").orElse(""), numbers));
  }

  /** The kernel writes one number per node that is online, in the order of their numbers. */
  private static Map<Integer, Integer> distances(String row, List<Integer> numbers) {
    Map<Integer, Integer> distances = new HashMap<>();
    String[] words = row.split("\\s+", -1);
    for (int i = 0; i < words.length && i < numbers.size(); i++) {
      if (words[i].matches("[0-9]{1,6}")) {
        distances.put(numbers.get(i), Integer.valueOf(words[i]));
      }
    }
    return distances;
  }

  private static String cpu(int cpu) {
    return CPUS + "cpu" + cpu + "/";
  }
}
