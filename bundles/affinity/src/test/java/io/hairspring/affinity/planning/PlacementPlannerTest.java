package io.hairspring.affinity.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.topology.Core;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.affinity.topology.SharedTopologies;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementPlannerTest {
  private static final OptionalInt NO_DEVICE = OptionalInt.empty();

  @TempDir Path root;

  static Stream<String> machines() throws IOException {
    return SharedTopologies.names();
  }

  private FakeHost host() {
    return new FakeHost(root);
  }

  private static PlacementPlan plan(Topology topology, LaneRequest... lanes) {
    return plan(topology, NO_DEVICE, lanes);
  }

  private static PlacementPlan plan(Topology topology, OptionalInt device, LaneRequest... lanes) {
    return new PlacementPlanner(topology)
        .plan(new PlacementRequest(List.of(lanes), List.of(), device), CpuSet.NONE);
  }

  private static LaneRequest lane(int number) {
    return LaneRequest.any("lane-" + number);
  }

  private static LaneRequest lane(int number, String... partners) {
    return new LaneRequest("lane-" + number, ThreadPlacement.ANY, Set.of(partners));
  }

  private static LaneRequest demanding(int number, int core) {
    return new LaneRequest("lane-" + number, core, Set.of());
  }

  private static int core(PlacementPlan plan, int lane) {
    return plan.of("lane-" + lane).orElseThrow().cores().get(0);
  }

  private static String lost(PlacementPlan plan, int lane) {
    return String.join("; ", plan.of("lane-" + lane).orElseThrow().givenUp());
  }

  @Test
  void shouldTakeTheHighestOfTwoEqualCoresAndLeaveTheOtherToEverythingElse() {
    PlacementPlan plan = plan(host().withCores(2).read(), lane(0));

    assertEquals(1, core(plan, 0));
    assertEquals(List.of(0), plan.housekeeping());
    assertEquals(
        List.of("isolation: other processes may run on core 1 (isolcpus=1)"),
        plan.of("lane-0").orElseThrow().givenUp());
  }

  @Test
  void shouldTakeIsolatedCoresFirst() {
    PlacementPlan plan = plan(host().withCores(8).withIsolated("2-3").read(), lane(0), lane(1));

    assertEquals(3, core(plan, 0));
    assertEquals(2, core(plan, 1));
    assertTrue(plan.of("lane-0").orElseThrow().reason().contains("isolated"));
    assertEquals(List.of(0, 1, 4, 5, 6, 7), plan.housekeeping());
  }

  @Test
  void shouldLeaveIsolatedCoresEmptyThatNoLaneNeeds() {
    PlacementPlan plan = plan(host().withCores(4).withIsolated("2-3").read(), lane(0));

    assertEquals(List.of(0, 1), plan.housekeeping());
  }

  @Test
  void shouldKeepTheSiblingOfALaneIdle() {
    Topology topology =
        host()
            .withThread(0, 0, "0,2", "0-3")
            .withThread(1, 1, "1,3", "0-3")
            .withThread(2, 0, "0,2", "0-3")
            .withThread(3, 1, "1,3", "0-3")
            .read();

    PlacementPlan plan = plan(topology, lane(0), lane(1));

    assertEquals(3, core(plan, 0));
    assertEquals(List.of(1), plan.idle());
    assertEquals(List.of(0, 2), plan.housekeeping());
    assertEquals(List.of(), plan.of("lane-1").orElseThrow().cores());
    assertTrue(lost(plan, 1).startsWith("a core of its own"), lost(plan, 1));
  }

  @Test
  void shouldUseTheSiblingForEverythingElseWhenThereIsOneCore() {
    Topology topology = host().withThread(0, 0, "0-1", "0-1").withThread(1, 0, "0-1", "0-1").read();

    PlacementPlan plan = plan(topology, lane(0));

    assertEquals(1, core(plan, 0));
    assertEquals(List.of(0), plan.housekeeping());
    assertTrue(lost(plan, 0).contains("an idle sibling"), lost(plan, 0));
  }

  @Test
  void shouldRunEverythingOnOneProcessorWhenThereIsOnlyOneAndSayWhatIsLost() {
    PlacementPlan plan = plan(host().withCores(1).read(), lane(0));

    assertEquals(0, core(plan, 0));
    assertEquals(List.of(0), plan.housekeeping());
    assertTrue(lost(plan, 0).contains("this is the only one"), lost(plan, 0));
  }

  @Test
  void shouldPutLanesThatExchangeDataUnderOneCache() {
    for (int cpu = 0; cpu < 6; cpu++) {
      host().withThread(cpu, cpu, Integer.toString(cpu), cpu < 4 ? "0-3" : "4-5");
    }
    Topology topology = host().read();

    PlacementPlan plan = plan(topology, lane(0, "lane-2"), lane(1), lane(2), lane(3, "lane-0"));

    CpuSet together = CpuSet.of(core(plan, 0), core(plan, 2), core(plan, 3));
    assertEquals(CpuSet.of(1, 2, 3), together);
    assertEquals(5, core(plan, 1));
    assertTrue(
        plan.of("lane-0")
            .orElseThrow()
            .reason()
            .contains("under one L3 cache of 32768 KiB with lane-2 and lane-3"));
  }

  @Test
  void shouldPreferTwoIsolatedCoresUnderOneCacheToTwoUnderDifferentOnes() {
    for (int cpu = 0; cpu < 8; cpu++) {
      host().withThread(cpu, cpu, Integer.toString(cpu), cpu < 4 ? "0-3" : "4-7");
    }
    Topology topology = host().withIsolated("2,3,7").read();

    PlacementPlan plan = plan(topology, lane(0, "lane-1"), lane(1));

    assertEquals(CpuSet.of(2, 3), CpuSet.of(core(plan, 0), core(plan, 1)));
  }

  @Test
  void shouldSayWhichPartnerLiesUnderAnotherCache() {
    host()
        .withThread(0, 0, "0", "0-1")
        .withThread(1, 1, "1", "0-1")
        .withThread(2, 2, "2", "2")
        .withThread(3, 3, "3", "3");

    PlacementPlan plan = plan(host().read(), lane(0, "lane-1"), lane(1));

    assertTrue(lost(plan, 0).contains("a shared cache: lane-1 lies under another"), lost(plan, 0));
  }

  @Test
  void shouldTakeTheDemandedCoreAndTheBestForTheRest() {
    PlacementPlan plan = plan(host().withCores(4).read(), lane(0), demanding(1, 3));

    assertEquals(3, core(plan, 1));
    assertEquals(2, core(plan, 0));
  }

  @Test
  void shouldGiveAwayCoreZeroWhenItIsDemanded() {
    PlacementPlan plan = plan(host().withCores(2).read(), demanding(0, 0));

    assertEquals(0, core(plan, 0));
    assertEquals(List.of(1), plan.housekeeping());
  }

  @Test
  void shouldRefuseACoreThatIsNotAllowedAndNameThoseThatAre() {
    Topology topology = host().withCores(4).withAffinity("0,2-3").read();

    assertEquals(
        "lane-0: core 1 does not exist or is not allowed to this process: allowed 0,2-3; free 0,2-3",
        assertThrows(IllegalArgumentException.class, () -> plan(topology, demanding(0, 1)))
            .getMessage());
  }

  @Test
  void shouldRefuseTwoLanesOnTheThreadsOfOneCore() {
    Topology topology = SharedTopologies.read("20em64t-hybrid-1p6c2t+2ca4co1t");

    assertEquals(
        "lane-1: core 3 shares a physical core with the lane on 2: allowed 0-19; free 0-1,4-19",
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(topology, demanding(0, 2), demanding(1, 3)))
            .getMessage());
  }

  @Test
  void shouldRefuseAnOfflineCore() {
    Topology topology = SharedTopologies.read("16em64t-4s2c2t-offlines");

    String refusal =
        assertThrows(IllegalArgumentException.class, () -> plan(topology, demanding(0, 13)))
            .getMessage();

    assertTrue(refusal.startsWith("lane-0: core 13 is offline: "), refusal);
  }

  @Test
  void shouldKeepClearOfCoresThatAreTaken() {
    Topology topology = host().withCores(4).read();

    PlacementPlan plan =
        new PlacementPlanner(topology)
            .plan(new PlacementRequest(List.of(lane(0)), List.of(), NO_DEVICE), CpuSet.of(3));

    assertEquals(2, core(plan, 0));
    assertEquals(List.of(0, 1), plan.housekeeping());
  }

  @Test
  void shouldTakePerformanceCoresBeforeEfficiencyCores() {
    Topology topology = SharedTopologies.read("20em64t-hybrid-1p6c2t+2ca4co1t");

    PlacementPlan plan = plan(topology, lane(0), lane(1), lane(2), lane(3), lane(4), lane(5));

    for (int lane = 0; lane < 5; lane++) {
      assertEquals(1, topology.core(core(plan, lane)).orElseThrow().kind());
    }
    // Performance core 0 stays with everything else, so the sixth lane gets a slower one.
    assertTrue(lost(plan, 5).contains("a performance core"), lost(plan, 5));
    assertEquals(5, plan.idle().size());
  }

  @Test
  void shouldPutLanesOnTheNodeOfTheNetworkDevice() {
    Topology topology = SharedTopologies.read("128arm-2pa2n8cluster4co");

    PlacementPlan plan = plan(topology, OptionalInt.of(2), lane(0, "lane-1"), lane(1));

    assertEquals(2, topology.nodeOf(core(plan, 0)).orElseThrow().id());
    assertEquals(2, topology.nodeOf(core(plan, 1)).orElseThrow().id());
    assertTrue(plan.of("lane-0").orElseThrow().reason().contains("node 2 of the network device"));
  }

  @Test
  void shouldPutAnAgentOnTheNodeOfTheLaneOrDeviceItServes() {
    Topology topology = SharedTopologies.read("48amd64-4pa2n6c-sparse");
    List<AgentRequest> agents =
        List.of(
            new AgentRequest("feed", AgentRequest.DEVICE),
            new AgentRequest("observer", "lane-0"),
            new AgentRequest("spare", ""));

    PlacementPlan plan =
        new PlacementPlanner(topology)
            .plan(
                new PlacementRequest(List.of(demanding(0, 20)), agents, OptionalInt.of(45)),
                CpuSet.NONE);

    CpuSet feed = CpuSet.of(plan.of("feed").orElseThrow().cores());
    CpuSet observer = CpuSet.of(plan.of("observer").orElseThrow().cores());
    assertEquals(topology.node(45).orElseThrow().cpus(), feed);
    assertEquals(topology.nodeOf(20).orElseThrow().cpus().minus(CpuSet.of(20)), observer);
    assertEquals(plan.housekeeping(), plan.of("spare").orElseThrow().cores());
    assertTrue(lost(plan, 0).contains("the network device is on node 45"), lost(plan, 0));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldKeepItsPromisesOnEveryMachineWhateverTheNumberOfLanes(String name) {
    Topology topology = SharedTopologies.read(name);
    int cores = topology.cores().size();
    for (int lanes : List.of(1, 2, 3, cores / 2, cores - 1, cores, cores + 1)) {
      List<LaneRequest> wishes = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        wishes.add(lane % 3 == 1 ? lane(lane, "lane-" + (lane - 1)) : lane(lane));
      }
      check(topology, plan(topology, wishes.toArray(LaneRequest[]::new)), lanes);
    }
  }

  private static void check(Topology topology, PlacementPlan plan, int lanes) {
    CpuSet used = CpuSet.NONE;
    int placed = 0;
    for (PlacementDecision decision : plan.decisions()) {
      assertFalse(decision.reason().isEmpty());
      if (decision.role() == PlacementDecision.Role.LANE && !decision.cores().isEmpty()) {
        used = used.or(CpuSet.of(decision.cores()));
        placed++;
      }
    }
    long cores =
        topology.cores().stream()
            .filter(core -> core.threads().intersects(topology.usable()))
            .count();
    assertEquals(Math.min(lanes, cores - 1), placed);
    assertEquals(placed, used.size());
    assertTrue(topology.usable().containsAll(used));
    for (Core core : topology.cores()) {
      assertTrue(core.threads().and(used).size() <= 1, "two lanes on " + core);
    }
    CpuSet housekeeping = CpuSet.of(plan.housekeeping());
    assertFalse(housekeeping.isEmpty());
    assertFalse(housekeeping.intersects(used));
    assertFalse(housekeeping.intersects(CpuSet.of(plan.idle())));
  }
}
