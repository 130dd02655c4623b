package io.hairspring.affinity.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.affinity.topology.HwlocAnswer.Thing;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve machines that hwloc has read as well: what it says is right. Processors that are not
 * allowed are left out of hwloc's outline, so they are left out of ours before comparing.
 */
class HwlocOracleTest {

  static Stream<String> machines() throws IOException {
    return SharedTopologies.names();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFindTheSameProcessors(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);
    HwlocAnswer answer = SharedTopologies.answer(name);

    assertEquals(answer.all("Machine").get(0).cpus(), topology.usable());
    assertEquals(answer.withheld(), topology.withheld());
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFindTheSamePackages(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);

    Map<Integer, CpuSet> expected = new HashMap<>();
    for (Thing thing : SharedTopologies.answer(name).all("Package")) {
      // One without an allowed processor is listed for its memory only.
      if (!thing.cpus().isEmpty()) {
        expected.put(thing.osIndex().orElseThrow(), thing.cpus());
      }
    }
    Map<Integer, CpuSet> found = new HashMap<>();
    for (CpuPackage socket : topology.packages()) {
      CpuSet cpus = socket.cpus().and(topology.usable());
      if (!cpus.isEmpty()) {
        found.put(socket.id(), cpus);
      }
    }
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFindTheSameCoresWithTheSameThreads(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);
    HwlocAnswer answer = SharedTopologies.answer(name);

    Set<String> found =
        topology.cores().stream()
            .filter(core -> topology.usable().containsAll(core.threads()))
            .map(core -> core.id() + ": " + core.threads())
            .collect(Collectors.toSet());
    if (answer.all("Core").isEmpty()) {
      // hwloc was told to leave out levels that add nothing: each core has one thread.
      assertEquals(answer.all("PU").size(), found.size());
      return;
    }
    assertEquals(
        answer.all("Core").stream()
            .map(core -> core.osIndex().orElseThrow() + ": " + core.cpus())
            .collect(Collectors.toSet()),
        found);
    assertEquals(answer.all("Core").size(), topology.cores().size());
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFindTheSameCachesSharedByTheSameProcessors(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);
    HwlocAnswer answer = SharedTopologies.answer(name);

    for (String type : answer.cacheTypes()) {
      Set<String> found = new HashSet<>();
      for (Cache cache : topology.caches()) {
        CpuSet cpus = cache.cpus().and(topology.usable());
        if (hwlocName(cache).equals(type) && !cpus.isEmpty()) {
          found.add(size(cache.bytes()) + ", lines of " + cache.lineBytes() + ": " + cpus);
        }
      }
      assertEquals(
          answer.all(type).stream()
              .map(
                  cache ->
                      cache.attribute("size")
                          + ", lines of "
                          + cache.attribute("linesize")
                          + ": "
                          + cache.cpus())
              .collect(Collectors.toSet()),
          found,
          type);
    }
    if (!answer.all("Core").isEmpty()) {
      assertEquals(
          answer.cacheTypes(),
          topology.caches().stream().map(HwlocOracleTest::hwlocName).collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFindTheSameMemoryNodesBesideTheSameProcessors(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);

    Set<String> expected = new HashSet<>();
    for (Thing node : SharedTopologies.answer(name).all("NUMANode")) {
      int id = node.osIndex().orElseThrow();
      boolean beside = topology.node(id).filter(found -> !found.cpus().isEmpty()).isPresent();
      // hwloc hangs memory without processors at those that reach it fastest; the kernel's list of
      // the node's processors is empty, and so is ours.
      CpuSet cpus = beside ? node.parent().cpus() : CpuSet.NONE;
      expected.add(id + ": " + node.attribute("local") + " at " + cpus);
    }
    assertEquals(
        expected,
        topology.nodes().stream()
            .filter(node -> topology.limits().memory().contains(node.id()))
            .map(node -> describe(node, topology))
            .collect(Collectors.toSet()));
  }

  private static String describe(NumaNode node, Topology topology) {
    return node.id() + ": " + size(node.bytes()) + " at " + node.cpus().and(topology.usable());
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldReadTheSameDistances(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);
    Map<Integer, Map<Integer, Integer>> expected = SharedTopologies.answer(name).distances();
    CpuSet allowed = topology.limits().memory();

    if (expected.isEmpty()) {
      assertEquals(1, allowed.size());
      return;
    }
    Map<Integer, Map<Integer, Integer>> found = new HashMap<>();
    for (NumaNode node : topology.nodes()) {
      if (allowed.contains(node.id())) {
        Map<Integer, Integer> row = new HashMap<>(node.distances());
        row.keySet().removeIf(other -> !allowed.contains(other));
        found.put(node.id(), row);
      }
    }
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldTellTheSameKindsOfCoresApart(String name) throws IOException {
    Topology topology = SharedTopologies.read(name);
    Map<Integer, CpuSet> expected = SharedTopologies.answer(name).kinds();

    if (expected.size() < 2) {
      assertEquals(0, topology.fastestKind());
      return;
    }
    for (Map.Entry<Integer, CpuSet> kind : expected.entrySet()) {
      assertEquals(kind.getValue(), topology.ofKind(kind.getKey()));
    }
    assertEquals(expected.size() - 1, topology.fastestKind());
  }

  private static String hwlocName(Cache cache) {
    String kind =
        switch (cache.type()) {
          case DATA -> "d";
          case INSTRUCTION -> "i";
          case UNIFIED -> "";
        };
    return "L" + cache.level() + kind + "Cache";
  }

  /** Rounds as hwloc prints: KiB below 10 MiB, MiB below 10 GiB, else GiB. */
  private static String size(long bytes) {
    if (bytes < 10L << 20) {
      return rounded(bytes, 1L << 10) + "KiB";
    }
    return bytes < 10L << 30 ? rounded(bytes, 1L << 20) + "MiB" : rounded(bytes, 1L << 30) + "GiB";
  }

  private static long rounded(long bytes, long unit) {
    return (bytes + unit / 2) / unit;
  }
}
