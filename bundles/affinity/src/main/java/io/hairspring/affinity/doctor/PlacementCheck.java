package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.PlacementDecision;
import java.util.ArrayList;
import java.util.List;

/** Where our own threads are, or would be. */
final class PlacementCheck implements Check {

  @Override
  public List<Finding> examine(Machine machine) {
    List<String> places = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    for (PlacementDecision decision : machine.plan().decisions()) {
      places.add(
          decision.thread()
              + (decision.cores().isEmpty() ? " nowhere" : " on " + decision.cores()));
      decision.givenUp().forEach(loss -> losses.add(decision.thread() + " without " + loss));
    }
    return List.of(
        new Finding(
            "placement",
            losses.isEmpty() ? Grade.GOOD : Grade.FAIR,
            String.join(", ", places) + (losses.isEmpty() ? "" : "; " + String.join("; ", losses)),
            "a lane alone on its core is disturbed by nobody in this process",
            ""));
  }
}
