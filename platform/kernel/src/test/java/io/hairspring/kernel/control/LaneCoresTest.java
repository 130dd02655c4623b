package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.CoreReservation;
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
  private final List<String> calls = new ArrayList<>();
  private final Hardware hardware = new Hardware();
  private String refusal = "";

  /** Knows of one core, 7, and gives it to lane 0. */
  private final class Hardware implements HardwarePlacement {
    @Override
    public PlacementPlan plan(PlacementRequest request) {
      throw new AssertionError("nothing is to be planned only");
    }

    @Override
    public CoreReservation reserve(PlacementRequest request) {
      if (!refusal.isEmpty()) {
        throw new IllegalArgumentException(refusal);
      }
      asked.add(request);
      calls.add("reserved");
      return new Kept();
    }

    @Override
    public PlacementPlan current() {
      throw new AssertionError("what is in force does not matter");
    }
  }

  private final class Kept implements CoreReservation {
    @Override
    public PlacementPlan plan() {
      return new PlacementPlan(
          List.of(
              new PlacementDecision(
                  "hairspring-lane-0", PlacementDecision.Role.LANE, List.of(7), "best", List.of())),
          List.of(),
          List.of());
    }

    @Override
    public int pinCurrentThread(int core) {
      return core;
    }

    @Override
    public void confineCurrentThread() {
      calls.add("confined");
    }

    @Override
    public void close() {
      calls.add("given up");
    }
  }

  private LaneCores keep(Map<String, String> settings) {
    final LaneCores cores = new LaneCores(KernelSettings.from(settings));
    cores.keep(hardware);
    return cores;
  }

  @Test
  void shouldReserveTheCoresOfAllLanesTogetherNearLaneZero() {
    assertEquals(7, keep(Map.of("lanes", "3")).leader());
    assertEquals(
        List.of(
            LaneRequest.any("hairspring-lane-0"),
            new LaneRequest("hairspring-lane-1", -1, Set.of("hairspring-lane-0")),
            new LaneRequest("hairspring-lane-2", -1, Set.of("hairspring-lane-0"))),
        asked.get(0).lanes());
  }

  @Test
  void shouldAskForAgentsBesideLaneZeroAsManyAsThereAreThreadsOfThem() {
    keep(Map.of("threading", "dedicated"));
    keep(Map.of());
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
    assertEquals(LaneCores.UNKNOWN, keep(Map.of("lane.core", "none")).leader());
    assertEquals(LaneCores.UNKNOWN, keep(Map.of("threading", "deterministic")).leader());
    final LaneCores without = new LaneCores(KernelSettings.from(Map.of()));
    without.keep(null);
    assertEquals(LaneCores.UNKNOWN, without.leader());
    assertEquals(List.of(), asked);
  }

  @Test
  void shouldLeaveItToEachLaneToSayWhatCannotBeHad() {
    refusal = "core 4711 does not exist";
    final LaneCores cores = keep(Map.of("lane.core", "4711"));
    assertEquals(LaneCores.UNKNOWN, cores.leader());
    final Kept other = new Kept();
    assertSame(other, cores.placement(other));
  }

  @Test
  void shouldGiveUpWhatWasReservedWhenTheSessionEnds() {
    keep(Map.of()).sessionEnded();
    assertEquals(List.of("reserved", "given up"), calls);
  }

  @Test
  void shouldKeepThemBetweenSessionsWhenOneIsGoingToBeOpenedByItself() {
    final LaneCores cores = new LaneCores(KernelSettings.from(Map.of()));
    cores.stand();
    assertEquals(List.of(), calls);
    cores.came(hardware);
    cores.keep(hardware);
    cores.sessionEnded();
    assertEquals(List.of("reserved"), calls);
    cores.giveUp();
    assertEquals(List.of("reserved", "given up"), calls);
  }

  @Test
  void shouldReserveAnewWithWhoeverComesInItsPlace() {
    final LaneCores cores = keep(Map.of());
    cores.came(null);
    assertEquals(LaneCores.UNKNOWN, cores.leader());
    cores.keep(new Hardware());
    assertEquals(List.of("reserved", "reserved"), calls);
  }
}
