package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneCoresTest {
  private final List<PlacementRequest> asked = new ArrayList<>();
  private String refusal = "";

  private final HardwarePlacement hardware =
      new HardwarePlacement() {
        @Override
        public PlacementPlan plan(PlacementRequest request) {
          throw new AssertionError("nothing is to be planned only");
        }

        @Override
        public PlacementPlan reserve(PlacementRequest request) {
          if (!refusal.isEmpty()) {
            throw new IllegalArgumentException(refusal);
          }
          asked.add(request);
          return new PlacementPlan(
              List.of(
                  new PlacementDecision(
                      "hairspring-lane-0",
                      PlacementDecision.Role.LANE,
                      List.of(7),
                      "best",
                      List.of())),
              List.of(),
              List.of());
        }

        @Override
        public PlacementPlan current() {
          throw new AssertionError("what is in force does not matter");
        }
      };

  @Test
  void shouldReserveTheCoresOfAllLanesTogetherNearLaneZero() {
    assertEquals(7, LaneCores.reserve(hardware, KernelSettings.from(Map.of("lanes", "3"))));
    assertEquals(
        List.of(
            LaneRequest.any("hairspring-lane-0"),
            new LaneRequest("hairspring-lane-1", -1, Set.of("hairspring-lane-0")),
            new LaneRequest("hairspring-lane-2", -1, Set.of("hairspring-lane-0"))),
        asked.get(0).lanes());
  }

  @Test
  void shouldAskForAgentsBesideLaneZeroAsManyAsThereAreThreadsOfThem() {
    LaneCores.reserve(hardware, KernelSettings.from(Map.of("threading", "dedicated")));
    LaneCores.reserve(hardware, KernelSettings.from(Map.of()));
    assertEquals(
        List.of(
            new AgentRequest("feed agent", "hairspring-lane-0"),
            new AgentRequest("gateway agent", "hairspring-lane-0"),
            new AgentRequest("observer agent", "hairspring-lane-0")),
        asked.get(0).agents());
    assertEquals(
        List.of(new AgentRequest("all agents", "hairspring-lane-0")), asked.get(1).agents());
  }

  @Test
  void shouldReserveNothingForLanesThatAreNotPinned() {
    assertEquals(
        LaneCores.UNKNOWN,
        LaneCores.reserve(hardware, KernelSettings.from(Map.of("lane.core", "none"))));
    assertEquals(
        LaneCores.UNKNOWN,
        LaneCores.reserve(hardware, KernelSettings.from(Map.of("threading", "deterministic"))));
    assertEquals(LaneCores.UNKNOWN, LaneCores.reserve(null, KernelSettings.from(Map.of())));
    assertEquals(List.of(), asked);
  }

  @Test
  void shouldLeaveItToEachLaneToSayWhatCannotBeHad() {
    refusal = "core 4711 does not exist";
    assertEquals(
        LaneCores.UNKNOWN,
        LaneCores.reserve(hardware, KernelSettings.from(Map.of("lane.core", "4711"))));
  }

  @Test
  void shouldGiveUpWhatWasReserved() {
    LaneCores.release(hardware);
    LaneCores.release(null);
    assertEquals(List.of(), asked.get(0).lanes());
  }
}
