package io.hairspring.kernel.control;

import io.hairspring.api.placement.CoreReservation;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Keeps cores for the lanes before any plug-in's code runs for a session, and while nobody else is
 * to have them. Control thread.
 */
final class LaneCores {
  /** That of a lane of which it is not known. */
  static final int UNKNOWN = ThreadPlacement.ANY;

  private static final System.Logger LOG = System.getLogger(LaneCores.class.getName());

  private final KernelSettings settings;
  private HardwarePlacement service;
  private CoreReservation reservation;
  private boolean standing;

  LaneCores(KernelSettings settings) {
    this.settings = settings;
  }

  /** Keeps them from now on between sessions too: a session is going to be opened by itself. */
  void stand() {
    standing = true;
    keep(service);
  }

  /** Somebody came who knows the cores, or left when null. What the last one kept is gone. */
  void came(HardwarePlacement next) {
    if (next != service) {
      service = next;
      reservation = null;
      if (standing) {
        keep(next);
      }
    }
  }

  /**
   * Reserves cores for all lanes together, unless they are: they hand one another cycles, so they
   * are wanted under one cache. The agents are to be beside lane 0, whose rings they read and
   * write. Where that fails, each lane asks when it starts, and says what it misses.
   *
   * @param hardware null when there is none
   */
  void keep(HardwarePlacement hardware) {
    came(hardware);
    if (reservation != null
        || service == null
        || settings.coreOf(0) == KernelSettings.UNPINNED
        || settings.threading() == Threading.DETERMINISTIC) {
      return;
    }
    final String leader = LaneThread.name(0);
    final List<LaneRequest> lanes = new ArrayList<>();
    for (int lane = 0; lane < settings.lanes(); lane++) {
      final Set<String> exchangesWith = lane == 0 ? Set.of() : Set.of(leader);
      lanes.add(new LaneRequest(LaneThread.name(lane), settings.coreOf(lane), exchangesWith));
    }
    try {
      reservation =
          service.reserve(
              new PlacementRequest(
                  lanes, AgentThreads.requests(settings.threading(), leader), OptionalInt.empty()));
    } catch (final IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "no cores are reserved: {0}", e.getMessage());
    }
  }

  /** The core of lane 0, or {@link #UNKNOWN}. */
  int leader() {
    return reservation == null
        ? UNKNOWN
        : reservation
            .plan()
            .of(LaneThread.name(0))
            .flatMap(decision -> decision.cores().stream().findFirst())
            .orElse(UNKNOWN);
  }

  /** Who puts lanes on what is kept for them; without that, who puts threads on cores. */
  ThreadPlacement placement(ThreadPlacement otherwise) {
    return reservation == null ? otherwise : reservation;
  }

  /** Keeps nothing any longer, unless that is wanted between sessions. */
  void sessionEnded() {
    if (!standing) {
      giveUp();
    }
  }

  /** Keeps nothing any longer. */
  void giveUp() {
    standing = false;
    if (reservation != null) {
      reservation.close();
      reservation = null;
    }
  }
}
