package io.hairspring.kernel.control;

import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Keeps cores for the lanes of a session before anything of it is placed. Control thread. */
final class LaneCores {
  /** That of a lane of which it is not known. */
  static final int UNKNOWN = ThreadPlacement.ANY;

  private static final System.Logger LOG = System.getLogger(LaneCores.class.getName());

  private LaneCores() {}

  /**
   * Reserves cores for all lanes together: they hand one another cycles, so they are wanted under
   * one cache. The agents are to be beside lane 0, whose rings they read and write. Where that
   * fails, each lane asks when it starts, and says what it misses.
   *
   * @param service null when there is none
   * @return the core of lane 0, or {@link #UNKNOWN}
   */
  static int reserve(HardwarePlacement service, KernelSettings settings) {
    if (service == null
        || settings.coreOf(0) == KernelSettings.UNPINNED
        || settings.threading() == Threading.DETERMINISTIC) {
      return UNKNOWN;
    }
    final String leader = LaneThread.name(0);
    final List<LaneRequest> lanes = new ArrayList<>();
    for (int lane = 0; lane < settings.lanes(); lane++) {
      final Set<String> exchangesWith = lane == 0 ? Set.of() : Set.of(leader);
      lanes.add(new LaneRequest(LaneThread.name(lane), settings.coreOf(lane), exchangesWith));
    }
    try {
      return service
          .reserve(
              new PlacementRequest(
                  lanes, AgentThreads.requests(settings.threading(), leader), OptionalInt.empty()))
          .of(leader)
          .flatMap(decision -> decision.cores().stream().findFirst())
          .orElse(UNKNOWN);
    } catch (final IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "no cores are reserved: {0}", e.getMessage());
      return UNKNOWN;
    }
  }

  /** Gives up what no lane has taken. */
  static void release(HardwarePlacement service) {
    if (service != null) {
      service.reserve(new PlacementRequest(List.of(), List.of(), OptionalInt.empty()));
    }
  }
}
