package io.hairspring.affinity.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.os.LinuxMemoryCalls;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.SharedTopologies;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes are not to be had here: what would be asked of the system is written down. */
class NodeMemoryTest {
  private static final int HUGE = 2 << 20;

  @TempDir Path root;
  private final RecordedMemory calls = new RecordedMemory();

  static Stream<String> machines() throws IOException {
    return SharedTopologies.names();
  }

  private NodeMemory twoNodes() {
    FakeHost host =
        new FakeHost(root)
            .withCores(4)
            .withNode(0, "0-1", "10 20")
            .withNode(1, "2-3", "20 10")
            .with("proc/self/limits", "Max locked memory   8388608    8388608   bytes");
    return new NodeMemory(calls, host.read(), host.files());
  }

  @Test
  void shouldPreferTheNodeBeforeThePagesAreTouchedAndLockThemAfter() {
    MappedMemory memory = twoNodes().allocate("ring", 10_000, 1);

    assertEquals(
        List.of("map 12288", "prefer node 1 for 12288", "touch 12288", "lock 12288"), calls.calls);
    assertEquals("ring: 12288 bytes on node 1, ordinary pages, locked", memory.description());
    assertEquals(List.of(), memory.givenUp());
    assertEquals(10_000, memory.buffer().capacity());
  }

  @Test
  void shouldTakeHugePagesOfThePoolForWhatFillsOne() {
    MappedMemory memory = twoNodes().allocate("ring", HUGE + 1, 0);

    assertEquals("map huge " + 2 * HUGE, calls.calls.get(0));
    assertTrue(memory.description().contains("huge pages of the pool"), memory.description());
  }

  @Test
  void shouldAskForHugePagesOnAlignedMemoryWhenThePoolIsEmpty() {
    calls.refused.add("map huge");

    MappedMemory memory = twoNodes().allocate("ring", HUGE, 0);

    assertEquals(
        List.of(
            "map huge " + HUGE,
            "map " + 2 * HUGE,
            "advise " + HUGE + " aligned to " + HUGE,
            "prefer node 0 for " + HUGE,
            "touch " + HUGE,
            "lock " + HUGE),
        calls.calls);
    assertEquals(0, memory.buffer().addressOffset() % HUGE);
    assertTrue(memory.givenUp().get(0).contains("sysctl -w vm.nr_hugepages=1"));
    memory.close();
    assertEquals("unmap " + 2 * HUGE, calls.calls.get(6));
  }

  @Test
  void shouldExplainTheLimitWhenTheLockIsRefused() {
    calls.refused.add("lock");

    MappedMemory memory = twoNodes().allocate("ring", 4096, 0);

    assertEquals(
        List.of(
            "the lock: lock 4096: Cannot allocate memory; the process may lock 8388608 bytes in all"
                + " (ulimit -l unlimited, or LimitMEMLOCK=infinity of its unit)"),
        memory.givenUp());
    assertTrue(memory.description().endsWith("not locked"));
  }

  @Test
  void shouldSayWhenThePagesLieOnAnotherNode() {
    calls.nodes = address -> 0;

    MappedMemory memory = twoNodes().allocate("ring", 4096, 1);

    assertEquals(
        List.of("memory on node 1: it begins on node 0 and ends on node 0; the node may be full"),
        memory.givenUp());
  }

  @Test
  void shouldGoOnWhenTheSystemKnowsNoMemoryPolicy() {
    calls.refused.add("prefer");

    assertTrue(
        twoNodes().allocate("ring", 4096, 1).givenUp().get(0).startsWith("memory on node 1: "));
  }

  @Test
  void shouldGiveMemoryBackOnce() {
    MappedMemory memory = twoNodes().allocate("ring", 4096, 0);

    memory.close();
    memory.close();

    assertEquals(1, calls.calls.stream().filter(call -> call.startsWith("unmap")).count());
  }

  @Test
  void shouldRefuseANodeThatDoesNotExistAndNameThoseThatDo() {
    assertEquals(
        "ring: there is no memory node 7; there are 0, 1",
        assertThrows(IllegalArgumentException.class, () -> twoNodes().allocate("ring", 1, 7))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> twoNodes().allocate("ring", 0, 0));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldPutTheMemoryOfEveryCoreOnTheNodeBesideItOnEveryMachine(String name) {
    Topology topology = SharedTopologies.read(name);
    for (int core : topology.usable().toList()) {
      int node = topology.nodeOf(core).map(NumaNode::id).orElse(-1);
      RecordedMemory recorded = new RecordedMemory();

      new NodeMemory(recorded, topology, SharedTopologies.files(name)).allocate("ring", 4096, node);

      boolean several = topology.nodes().size() > 1 && node >= 0;
      assertEquals(several, recorded.calls.contains("prefer node " + node + " for 4096"));
    }
  }

  @Test
  void shouldAllocateOnTheRunningMachine() {
    HostFiles files = HostFiles.running();
    assumeTrue(files.exists("proc/self/task"), "needs Linux");
    NodeMemory memory = new NodeMemory(new LinuxMemoryCalls(), TopologyReader.running(), files);
    try (MappedMemory small = memory.allocate("small", 5_000, -1);
        MappedMemory large = memory.allocate("large", 3 * HUGE, 0)) {
      assertEquals(0, small.buffer().addressOffset() % 4096);
      assertEquals(0, large.buffer().addressOffset() % HUGE);
      large.buffer().putLong(3 * HUGE - 8, 42);
      assertEquals(42, large.buffer().getLong(3 * HUGE - 8));
      assertEquals(0, large.buffer().getLong(0));
      assertTrue(large.description().contains("on node 0"), large::description);
    }
  }

  @Test
  void shouldKeepItsPagesInMemoryWhereTheSystemLetsIt() {
    HostFiles files = HostFiles.running();
    assumeTrue(files.exists("proc/self/task"), "needs Linux");
    NodeMemory memory = new NodeMemory(new LinuxMemoryCalls(), TopologyReader.running(), files);
    long before = files.labelled("proc/self/status", "VmLck:").orElseThrow();
    try (MappedMemory ring = memory.allocate("ring", 1 << 20, -1)) {
      long locked = files.labelled("proc/self/status", "VmLck:").orElseThrow() - before;
      assertEquals(ring.description().endsWith(", locked") ? 1024 : 0, locked);
    }
  }
}
