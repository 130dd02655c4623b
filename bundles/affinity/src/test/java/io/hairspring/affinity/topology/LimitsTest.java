package io.hairspring.affinity.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  @TempDir Path root;
  private FakeHost host;

  @BeforeEach
  void eightCores() {
    host = new FakeHost(root).withCores(8);
  }

  @Test
  void shouldUseEveryOnlineProcessorWhereNothingLimits() {
    assertEquals(CpuSet.parseList("0-7"), host.read().usable());
  }

  @Test
  void shouldKeepToTheMaskOfTheProcess() {
    assertEquals(CpuSet.of(2, 5), host.withAffinity("2,5").read().usable());
  }

  @Test
  void shouldTakeIsolatedProcessorsThatTheDefaultMaskLeavesOut() {
    host.withIsolated("6-7").withAffinity("0-5");

    assertEquals(CpuSet.parseList("0-7"), host.read().usable());
  }

  @Test
  void shouldKeepToAMaskThatNamesIsolatedProcessors() {
    host.withIsolated("6-7").withAffinity("0-1,7");

    assertEquals(CpuSet.of(0, 1, 7), host.read().usable());
  }

  @Test
  void shouldKeepToTheNearestGroupOfVersionTwoThatHasTheController() {
    host.with("proc/mounts", "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0")
        .with("proc/self/cgroup", "0::/trading/session")
        .with("sys/fs/cgroup/trading/session/cgroup.procs", "1")
        .with("sys/fs/cgroup/trading/cpuset.cpus.effective", "2-3")
        .with("sys/fs/cgroup/cpuset.cpus.effective", "0-7");

    assertEquals(CpuSet.of(2, 3), host.read().usable());
  }

  @Test
  void shouldReadTheMountItselfInAContainerWhoseGroupIsNamedAsTheHostNamesIt() {
    host.with("proc/mounts", "cgroup /sys/fs/cgroup/cpuset cgroup ro,cpuset 0 0")
        .with("proc/self/cgroup", "3:cpuset:/docker/0123\n2:cpu:/docker/0123")
        .with("sys/fs/cgroup/cpuset/cpuset.cpus", "4-5")
        .with("sys/fs/cgroup/cpuset/cpuset.mems", "0");

    assertEquals(CpuSet.of(4, 5), host.read().usable());
  }

  @Test
  void shouldNotUseAnIsolatedProcessorOutsideTheControlGroup() {
    host.withIsolated("6-7")
        .withAffinity("4-5")
        .with("proc/mounts", "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0")
        .with("proc/self/cgroup", "0::/")
        .with("sys/fs/cgroup/cpuset.cpus.effective", "4-6");

    assertEquals(CpuSet.of(4, 5, 6), host.read().usable());
  }

  @Test
  void shouldCountTheProcessorsOfProcWhereThereIsNoSys(@TempDir Path bare) {
    Topology topology =
        new FakeHost(bare).with("proc/stat", "cpu  1 2 3\ncpu0 1 2\ncpu3 1 2\nintr 5").read();

    assertEquals(CpuSet.of(0, 3), topology.usable());
    assertEquals(2, topology.cores().size());
    assertEquals(CpuSet.of(0, 3), topology.nodes().get(0).cpus());
  }

  @Test
  void shouldFindAtLeastOneProcessorWhereNothingCanBeRead(@TempDir Path empty) {
    assertEquals(
        Runtime.getRuntime().availableProcessors(), new FakeHost(empty).read().usable().size());
  }

  @Test
  void shouldReadTheRunningMachine() {
    Topology topology = TopologyReader.running();

    assertEquals(
        topology.online().size(),
        topology.cores().stream().mapToInt(c -> c.threads().size()).sum());
  }
}
