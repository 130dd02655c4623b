package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementDecision.Role;
import io.hairspring.api.placement.PlacementPlan;
import java.util.List;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

class HardwareTablesTest {
  private final HardwareTables tables = new HardwareTables();

  @Test
  void shouldSayWhereWhyAndWhatWasGivenUp() {
    PlacementPlan plan =
        new PlacementPlan(
            List.of(
                new PlacementDecision(
                    "lane-0", Role.LANE, List.of(3), "best core", List.of("isolation: none")),
                new PlacementDecision(
                    "everything else",
                    Role.HOUSEKEEPING,
                    List.of(0, 2),
                    "what is left",
                    List.of())),
            List.of(0, 2),
            List.of(1));

    assertEquals(
        """
        thread           role          cores  why there
        lane-0           lane          3      best core
        everything else  housekeeping  0,2    what is left
        kept idle: 1
        given up:
          lane-0: isolation: none""",
        tables.format(plan, Converter.INSPECT, null).toString());
  }

  @Test
  void shouldSayWhatLiesWhereAndWhichLaneHasNoCore() {
    PlacementPlan plan =
        new PlacementPlan(
                List.of(
                    new PlacementDecision(
                        "lane-1", Role.LANE, List.of(), "not pinned: no core is left", List.of())),
                List.of(0),
                List.of())
            .with(List.of("market ring: 4096 bytes on node 0", "record ring: elsewhere"));

    assertEquals(
        """
        thread  role  cores  why there
        lane-1  lane  none   not pinned: no core is left
        memory:
          market ring: 4096 bytes on node 0
          record ring: elsewhere""",
        tables.format(plan, Converter.INSPECT, null).toString());
  }

  @Test
  void shouldSayWhatDisturbsALaneAndWhatIsDoneAboutIt() {
    Disturbance[] disturbances = {
      new Disturbance("lane-0", 3, Kind.CORE_TAKEN, 0.5, "half of its time", "isolcpus=3")
    };

    assertEquals(
        """
        lane    core  kind        found
        lane-0     3  core taken  half of its time
          lane-0, core taken: isolcpus=3""",
        tables.format(disturbances, Converter.INSPECT, null).toString());
    assertEquals(
        "nothing has disturbed a lane since the last look",
        tables.format(new Disturbance[0], Converter.INSPECT, null));
  }

  @Test
  void shouldSayHowToMendWhatIsNotGood() {
    Finding[] findings = {
      new Finding("swap", Grade.GOOD, "none", "it costs", ""),
      new Finding("clock source", Grade.POOR, "hpet", "it is read", "echo tsc")
    };

    assertEquals(
        """
        grade  check         found
        good   swap          none
        poor   clock source  hpet
        to mend:
          clock source: it is read
            echo tsc""",
        tables.format(findings, Converter.INSPECT, null).toString());
  }

  @Test
  void shouldLeaveWhatItDoesNotKnowToOthers() {
    assertNull(tables.format("text", Converter.INSPECT, null));
  }

  @Test
  void shouldAnswerWithOneLineWhenThereIsNoPlacement() {
    assertEquals(HardwareCommands.NO_PLACEMENT, new HardwareCommands().placement());
    assertEquals(HardwareCommands.NO_PLACEMENT, new HardwareCommands().doctor());
    assertEquals(1, HardwareCommands.NO_PLACEMENT.lines().count());
  }
}
