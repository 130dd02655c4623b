package io.hairspring.kernel.control;

import io.hairspring.api.control.RingStatus;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.agent.LaneWatch;
import io.hairspring.kernel.lane.FollowerLane;
import io.hairspring.kernel.lane.Followers;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.LaneRings;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.ring.RingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/** The lanes of a session and their rings: lane 0, and those that it leads. */
final class SessionLanes {
  // Lane 0 hands over one cycle at a time, and a plan.
  private static final int HOP_LINES = 64;
  private static final int UNUSED_LINES = 64;

  private final LaneRings rings;
  private final Lane leader;
  private final List<LaneLoop> all = new ArrayList<>();
  private final List<LineRing> records = new ArrayList<>();
  private final List<LaneRings> ringsOfAll = new ArrayList<>();

  SessionLanes(
      KernelSettings settings,
      PlatformClock clock,
      RingMemory memory,
      Queue<TaskFailure> failures) {
    rings =
        new LaneRings(
            memory.ring("market", settings.marketLines()),
            memory.ring("report", settings.reportLines()),
            memory.ring("egress", settings.egressLines()),
            memory.ring("record", settings.recordLines()));
    final List<LineRing> hops = new ArrayList<>();
    final List<LaneLoop> others = new ArrayList<>();
    for (int lane = 1; lane < settings.lanes(); lane++) {
      final LaneRings own =
          new LaneRings(
              memory.ring("hop " + lane, HOP_LINES),
              new LineRing(UNUSED_LINES),
              new LineRing(UNUSED_LINES),
              memory.ring("record " + lane, settings.recordLines()));
      hops.add(own.market());
      records.add(own.records());
      ringsOfAll.add(own);
      others.add(new FollowerLane(lane, clock, own, settings.lane(), Plan.empty(lane), failures));
    }
    leader = new Lane(clock, rings, settings.lane(), Plan.empty(0), failures, new Followers(hops));
    records.add(0, rings.records());
    ringsOfAll.add(0, rings);
    all.add(leader);
    all.addAll(others);
  }

  /** The lines of every ring that a session places, and of the tap that a gateway may want. */
  static List<Integer> ringLines(KernelSettings settings) {
    final List<Integer> lines = new ArrayList<>();
    lines.add(settings.marketLines());
    lines.add(settings.reportLines());
    lines.add(settings.egressLines());
    lines.add(settings.recordLines());
    lines.add(settings.marketLines());
    for (int lane = 1; lane < settings.lanes(); lane++) {
      lines.add(HOP_LINES);
      lines.add(settings.recordLines());
    }
    return lines;
  }

  /** The rings of lane 0, which is the one that the agents serve. */
  LaneRings rings() {
    return rings;
  }

  /** The rings of a lane. */
  LaneRings rings(int lane) {
    return ringsOfAll.get(lane);
  }

  Lane leader() {
    return leader;
  }

  List<LaneLoop> all() {
    return all;
  }

  /** The record ring of each lane. */
  List<LineRing> records() {
    return records;
  }

  /** Every ring, by lane. Any thread. */
  List<RingStatus> ringStatus() {
    final List<RingStatus> all = new ArrayList<>();
    all.add(status(0, "market", rings.market()));
    all.add(status(0, "reports", rings.reports()));
    all.add(status(0, "egress", rings.egress()));
    all.add(status(0, "records", rings.records()));
    for (int lane = 1; lane < ringsOfAll.size(); lane++) {
      all.add(status(lane, "hops", rings(lane).market()));
      all.add(status(lane, "records", rings(lane).records()));
    }
    return all;
  }

  private static RingStatus status(int lane, String name, LineRing ring) {
    // In this order the difference is never negative; it may be more than the ring holds.
    final long consumed = ring.consumed();
    final long produced = ring.produced();
    final int depth = (int) Math.min(produced - consumed, ring.capacity());
    return new RingStatus(lane, name, ring.capacity(), produced, depth);
  }

  /** Offers each lane its plan: lane 0 last, since the others adopt theirs when it says so. */
  void offer(List<Plan> plans) {
    for (int lane = all.size() - 1; lane >= 0; lane--) {
      all.get(lane).offer(plans.get(lane));
    }
  }

  /** What is seen of each lane; market events are sent to lane 0. */
  List<LaneWatch> watches(LongSupplier sent) {
    final List<LaneWatch> watches = new ArrayList<>();
    for (final LaneLoop lane : all) {
      watches.add(new LaneWatch(lane, rings(lane.number()), lane == leader ? sent : () -> 0));
    }
    return watches;
  }

  boolean running(int epoch) {
    return all.stream().allMatch(lane -> lane.epoch() >= epoch);
  }
}
