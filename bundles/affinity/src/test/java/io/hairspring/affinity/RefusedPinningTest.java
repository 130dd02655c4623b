package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.enforcement.FakeThreads;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that does not let threads be moved: the test's own is the lane. */
class RefusedPinningTest {
  private static final int OTHER = 1;
  private static final CpuSet ALL = CpuSet.parseList("0-3");

  @TempDir Path root;
  private final int self = Affinity.getThreadId();
  private FakeHost host;
  private FakeThreads threads;
  private OpenHftThreadPlacement placement;

  @BeforeEach
  void fourCores() throws IOException {
    host = new FakeHost(root).withCores(4).withAffinity("0-3");
    threads = new FakeThreads(root).with(self, ALL).with(OTHER, ALL);
  }

  @AfterEach
  void close() {
    threads.refusals.clear();
    placement.close();
  }

  private void place(Map<String, String> settings) {
    Map<String, String> properties = new TreeMap<>(settings);
    properties.put("lock.directory", root.resolve("locks").toString());
    placement =
        new OpenHftThreadPlacement(
            ConfiguredPlacement.of(properties, PlacementSettings.defaults()),
            null,
            host.files(),
            threads);
  }

  private void refuse(int thread) {
    threads.refusals.put(
        thread,
        new SystemCallException(
            "sched_setaffinity", SystemCallException.EPERM, "Operation not permitted"));
  }

  private PlacementDecision lane() {
    return placement.current().of(Thread.currentThread().getName()).orElseThrow();
  }

  @Test
  void shouldGoOnUnpinnedWhenTheSystemRefusesToPinTheLane() {
    place(Map.of());
    refuse(self);
    assertEquals(ThreadPlacement.ANY, placement.pinCurrentThread(ThreadPlacement.ANY));
    assertTrue(lane().reason().startsWith("not pinned: cannot pin to core 3"), lane()::reason);
  }

  @Test
  void shouldGoOnUnpinnedWhenTheSystemRefusesToMoveEverythingElse() {
    place(Map.of());
    refuse(OTHER);
    assertEquals(ThreadPlacement.ANY, placement.pinCurrentThread(ThreadPlacement.ANY));
    assertEquals(ALL, threads.masks.get(self));
  }

  @Test
  void shouldRefuseWhenTheCoreIsDemanded() {
    place(Map.of());
    refuse(self);
    assertEquals(
        "cannot pin to core 2: sched_setaffinity: Operation not permitted",
        assertThrows(IllegalStateException.class, () -> placement.pinCurrentThread(2))
            .getMessage());
  }

  @Test
  void shouldRefuseWhenStrict() {
    host.withIsolated("3").with("sys/devices/system/cpu/nohz_full", "3");
    place(Map.of("strict", "true"));
    refuse(OTHER);
    assertEquals(
        "sched_setaffinity: Operation not permitted",
        assertThrows(
                IllegalStateException.class, () -> placement.pinCurrentThread(ThreadPlacement.ANY))
            .getMessage());
  }

  @Test
  void shouldGoWithoutNearnessToADeviceThatIsNotThere() {
    host.with("sys/class/net/eth0/mtu", "1500");
    place(Map.of("network.device", "eth9"));
    assertEquals(3, placement.pinCurrentThread(ThreadPlacement.ANY));
    String lost = lane().givenUp().toString();
    assertTrue(
        lost.contains("network.device = eth9: there is no such interface; known: eth0"), lost);
  }

  @Test
  void shouldGoWithoutNearnessToADeviceWhoseNodeIsNotToldAndNotWithStrict() {
    host.with("sys/class/net/eth0/device/numa_node", "-1")
        .withIsolated("3")
        .with("sys/devices/system/cpu/nohz_full", "3")
        .withNode(0, "0-1", "10 20")
        .withNode(1, "2-3", "20 10");
    place(Map.of("network.device", "eth0"));
    assertEquals(3, placement.pinCurrentThread(ThreadPlacement.ANY));
    assertEquals(
        "[nearness to the network device: the kernel does not tell the memory node of eth0]",
        lane().givenUp().toString());
    placement.close();

    place(Map.of("network.device", "eth0", "strict", "true"));
    assertThrows(
        IllegalArgumentException.class, () -> placement.pinCurrentThread(ThreadPlacement.ANY));
  }

  @Test
  void shouldMissNothingOfADeviceWhereThereIsOneNode() {
    host.with("sys/class/net/eth0/device/numa_node", "-1").withNode(0, "0-3", "10");
    place(Map.of("network.device", "eth0"));
    placement.pinCurrentThread(ThreadPlacement.ANY);
    String lost = lane().givenUp().toString();
    assertTrue(lost.startsWith("[isolation: ") && !lost.contains("network"), lost);
  }
}
