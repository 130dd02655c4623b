package io.hairspring.affinity.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check on a made-up machine of four cores whose lane is on core 3. */
class DoctorTest {
  private static final String CPU = "sys/devices/system/cpu/";
  private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/";

  @TempDir Path root;
  private FakeHost host;
  private final Map<String, String> flags = new HashMap<>();
  private Noise noise = new Noise(100_000_000, 2_000, 2_000, 1);
  private boolean realTime;

  @BeforeEach
  void fourCores() {
    host = new FakeHost(root).withCores(4);
  }

  private List<Finding> examine() {
    Topology topology = host.read();
    PlacementPlan plan =
        new PlacementPlanner(topology)
            .plan(
                new PlacementRequest(
                    List.of(LaneRequest.any("lane-0")), List.of(), OptionalInt.empty()),
                CpuSet.NONE);
    CpuSet lanes = CpuSet.of(plan.of("lane-0").orElseThrow().cores());
    return Doctor.examine(
        new Machine(host.files(), topology, lanes, plan, realTime, flags, core -> noise));
  }

  private Finding find(String check) {
    return examine().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private void assertFound(String check, Grade grade, String found, String remedy) {
    Finding finding = find(check);
    assertEquals(grade, finding.grade(), finding::toString);
    assertTrue(finding.found().contains(found), finding::toString);
    assertEquals(remedy, finding.remedy());
    assertTrue(!finding.why().isBlank(), finding::toString);
  }

  @Test
  void shouldNameEveryCheckOnce() {
    Set<String> names = new HashSet<>();
    examine().forEach(finding -> assertTrue(names.add(finding.check()), finding::toString));
    assertEquals(23, names.size());
  }

  @Test
  void shouldTakeARegisterForAGoodClock() {
    host.with(CLOCK + "current_clocksource", "tsc");
    assertFound("clock source", Grade.GOOD, "tsc", "");
  }

  @Test
  void shouldSwitchFromADeviceToTheRegisterWhereThereIsOne() {
    host.with(CLOCK + "current_clocksource", "hpet")
        .with(CLOCK + "available_clocksource", "tsc hpet acpi_pm");
    assertFound("clock source", Grade.POOR, "hpet", "echo tsc > /" + CLOCK + "current_clocksource");
  }

  @Test
  void shouldFindTheLanesCoreNotIsolated() {
    assertFound(
        "isolated cores",
        Grade.POOR,
        "of the lanes' cores not 3",
        "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&isolcpus=managed_irq,domain,3 /' /etc/default/grub &&"
            + " update-grub && reboot");
    assertEquals(Grade.POOR, find("tickless cores").grade());
  }

  @Test
  void shouldFindTheLanesCoreIsolatedAndTickless() {
    host.withIsolated("2-3").with(CPU + "nohz_full", "2-3");
    assertFound("isolated cores", Grade.GOOD, "2-3", "");
    assertFound("tickless cores", Grade.GOOD, "2-3", "");
  }

  @Test
  void shouldFindTheDevicesThatInterruptALane() {
    host.with(
            "proc/interrupts",
            "     CPU0 CPU3\n 24:  0  5  PCI-MSI  eth0-rx\n 25: 9 0 PCI-MSI nvme")
        .with("proc/irq/24/smp_affinity_list", "0-3")
        .with("proc/irq/24/effective_affinity_list", "3")
        .with("proc/irq/25/effective_affinity_list", "0")
        .with("proc/irq/26/smp_affinity_list", "0-3");
    assertFound(
        "interrupts on lane cores",
        Grade.POOR,
        "24 (eth0-rx)",
        "systemctl disable --now irqbalance; for irq in 24; do echo 0-2 >"
            + " /proc/irq/$irq/smp_affinity_list; done");
  }

  @Test
  void shouldFindNoDeviceThatInterruptsALane() {
    host.with("proc/interrupts", " 24:  0  5  PCI-MSI  eth0-rx")
        .with("proc/irq/24/effective_affinity_list", "1");
    assertFound("interrupts on lane cores", Grade.GOOD, "none", "");
  }

  @Test
  void shouldFindTheSiblingOfALaneOnline() {
    host.withThread(3, 3, "3-4", "0-4").withThread(4, 3, "3-4", "0-4").with(CPU + "online", "0-4");
    // The higher of two equal processors is the lane's.
    assertFound("SMT", Grade.FAIR, "3", "echo 0 > /sys/devices/system/cpu/cpu3/online");
  }

  @Test
  void shouldFindThrottlingHarmfulToRealTimeLanesOnly() {
    host.with("proc/sys/kernel/sched_rt_runtime_us", "950000")
        .with("proc/sys/kernel/sched_rt_period_us", "1000000");
    assertFound("real-time throttling", Grade.GOOD, "lanes are ordinary threads", "");
    realTime = true;
    assertFound(
        "real-time throttling",
        Grade.POOR,
        "after 950000 of every 1000000 us",
        "sysctl -w kernel.sched_rt_runtime_us=-1");
  }

  @Test
  void shouldFindAGovernorThatSlowsALaneDown() {
    host.with(CPU + "cpu3/cpufreq/scaling_governor", "powersave");
    assertFound(
        "frequency governor",
        Grade.POOR,
        "powersave",
        "for cpu in 3; do echo performance >"
            + " /sys/devices/system/cpu/cpu$cpu/cpufreq/scaling_governor; done");
    host.with(CPU + "cpu3/cpufreq/scaling_governor", "performance");
    assertFound("frequency governor", Grade.GOOD, "performance", "");
  }

  @Test
  void shouldFindSleepThatTakesLongToEnd() {
    host.with(CPU + "cpu1/cpuidle/state0/latency", "0")
        .with(CPU + "cpu1/cpuidle/state3/latency", "133")
        .with(CPU + "cpu2/cpuidle/state3/latency", "133")
        .with(CPU + "cpu2/cpuidle/state3/disable", "1");
    assertFound(
        "sleep states",
        Grade.FAIR,
        "cores 1 may need 133 us to wake",
        "for cpu in 1; do for s in /sys/devices/system/cpu/cpu$cpu/cpuidle/state[1-9]; do echo 1 >"
            + " $s/disable; done; done");
  }

  @Test
  void shouldWantHugePagesForThoseThatAsk() {
    String directory = "sys/kernel/mm/transparent_hugepage/";
    host.with(directory + "enabled", "[always] madvise never")
        .with(directory + "defrag", "always defer [madvise] never");
    assertFound(
        "transparent huge pages",
        Grade.FAIR,
        "always, defragmentation madvise",
        "echo madvise > /" + directory + "enabled; echo madvise > /" + directory + "defrag");
    host.with(directory + "enabled", "always [madvise] never");
    assertFound("transparent huge pages", Grade.GOOD, "madvise", "");
  }

  @Test
  void shouldWantPagesInThePool() {
    host.with("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "0");
    assertFound("huge page pool", Grade.FAIR, "0 pages", "sysctl -w vm.nr_hugepages=64");
    host.with("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "12");
    assertFound("huge page pool", Grade.GOOD, "12 pages", "");
  }

  @Test
  void shouldFindSwap() {
    host.with("proc/swaps", "Filename Type Size\n/dev/sda2 partition 1024")
        .with("proc/sys/vm/swappiness", "60");
    assertFound("swap", Grade.POOR, "1 areas, swappiness 60", "swapoff -a");
    host.with("proc/swaps", "Filename Type Size");
    assertFound("swap", Grade.GOOD, "none", "");
  }

  @Test
  void shouldMindNumaBalancingWhereThereAreNodes() {
    host.with("proc/sys/kernel/numa_balancing", "1");
    assertFound("NUMA balancing", Grade.GOOD, "on, 1 node", "");
    host.withNode(0, "0-1", "10 20").withNode(1, "2-3", "20 10");
    assertFound("NUMA balancing", Grade.POOR, "on, 2 nodes", "sysctl -w kernel.numa_balancing=0");
  }

  @Test
  void shouldFindTheLockLimitTooSmallUnlessPrivileged() {
    host.with("proc/self/limits", "Max locked memory         8388608              8388608   bytes");
    Finding finding = find("memory lock limit");
    assertEquals(Grade.POOR, finding.grade());
    assertTrue(finding.remedy().startsWith("prlimit"), finding::toString);
    host.with("proc/self/status", "CapEff:\t0000000000004000");
    assertEquals(Grade.GOOD, find("memory lock limit").grade());
  }

  @Test
  void shouldFindWhatAHostTakes() {
    host.with("proc/cpuinfo", "flags\t\t: fpu hypervisor lahf_lm")
        .with("proc/stat", "cpu  500 0 300 190 0 0 0 10 400 0\ncpu0 1");
    Finding finding = find("virtual machine steal");
    assertEquals(Grade.POOR, finding.grade());
    assertEquals("a virtual machine; 1.000% of the time since boot was stolen", finding.found());
    assertTrue(finding.remedy().contains("virsh vcpupin"), finding::toString);
  }

  @Test
  void shouldFindNoHostOnBareMetal() {
    host.with("proc/cpuinfo", "flags\t\t: fpu lahf_lm")
        .with("proc/stat", "cpu  5 0 3 2 0 0 0 0 0 0");
    assertEquals(Grade.GOOD, find("virtual machine steal").grade());
  }

  @Test
  void shouldGradeTheNoiseOfEachCoreByItsLongestGap() {
    assertEquals(Grade.GOOD, find("noise of core 0").grade());
    noise = new Noise(100_000_000, 60_000, 50_000, 3);
    assertEquals(Grade.FAIR, find("noise of core 1").grade());
    noise = new Noise(100_000_000, 3_000_000, 2_000_000, 3);
    assertEquals(
        "a lane's: longest gap 2000.0 us, 3 gaps over 1 us in 100 ms, 3.000% lost",
        find("noise of core 3").found());
    noise = Noise.NONE;
    assertEquals(Grade.UNKNOWN, find("noise of core 1").grade());
  }

  @Test
  void shouldCheckTheFlagsOfTheVirtualMachine() {
    assertEquals(Grade.UNKNOWN, find("JVM AlwaysPreTouch").grade());
    flags.putAll(
        Map.of(
            "InitialHeapSize",
            "1",
            "MaxHeapSize",
            "2",
            "AlwaysPreTouch",
            "false",
            "GuaranteedSafepointInterval",
            "1000",
            "UsePerfData",
            "true"));
    assertFound("JVM heap size", Grade.FAIR, "from 1 to 2", "in etc/jvm.options: -Xms1g -Xmx1g");
    assertFound(
        "JVM AlwaysPreTouch", Grade.FAIR, "false", "in etc/jvm.options: -XX:+AlwaysPreTouch");
    assertEquals(Grade.FAIR, find("JVM GuaranteedSafepointInterval").grade());
    assertEquals(Grade.FAIR, find("JVM UsePerfData").grade());
    flags.putAll(
        Map.of(
            "InitialHeapSize",
            "2",
            "AlwaysPreTouch",
            "true",
            "GuaranteedSafepointInterval",
            "0",
            "UsePerfData",
            "false"));
    for (String check :
        List.of(
            "JVM heap size",
            "JVM AlwaysPreTouch",
            "JVM GuaranteedSafepointInterval",
            "JVM UsePerfData")) {
      assertEquals(Grade.GOOD, find(check).grade());
    }
  }

  @Test
  void shouldSayWhatPlacementGivesUp() {
    assertFound("placement", Grade.FAIR, "lane-0 on [3]", "");
    host.withIsolated("3").with(CPU + "nohz_full", "3");
    assertFound("placement", Grade.GOOD, "lane-0 on [3]", "");
  }

  @Test
  void shouldNotFallOverOnAMachineThatTellsNothing(@TempDir Path empty) {
    host = new FakeHost(empty);
    assertTrue(examine().size() > 15);
  }
}
