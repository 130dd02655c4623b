package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.CycleHopEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Lane 0's rings to the other lanes: each cycle that has steps on a lane is handed to it, with its
 * trigger, before lane 0 runs its own. A hop is two lines. The rings cannot run full: lane 0 waits
 * for every lane at the end of a cycle.
 */
@HotPath
public final class Followers {
  private static final int LINES = 2;

  private final LineRing[] rings;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CycleHopEncoder hop = new CycleHopEncoder();

  /** With one ring for each lane from 1. */
  public Followers(List<LineRing> rings) {
    this.rings = rings.toArray(LineRing[]::new);
  }

  /** There are no others. */
  static Followers none() {
    return new Followers(List.of());
  }

  void send(Plan plan, LaneCycle cycle, DirectBuffer line, int offset) {
    for (int i = 0; i < rings.length; i++) {
      if (plan.runsOn(i + 1, cycle.kind())) {
        final LineRing ring = claim(i);
        final int at = ring.claim();
        hop.wrapAndApplyHeader(ring.buffer(), at, header)
            .cycle(cycle.number())
            .startNanos(cycle.timeNanos())
            .lastSequence(cycle.lastSequence())
            .epoch(plan.epoch())
            .trigger((short) cycle.kind());
        ring.buffer().putBytes(at + LineRing.LINE, line, offset, LineRing.LINE);
        ring.commit(LINES);
      }
    }
  }

  /** Has every lane adopt the plan that it was offered, after the cycles it was handed before. */
  void adopt(Plan plan) {
    for (int i = 0; i < rings.length; i++) {
      final LineRing ring = claim(i);
      hop.wrapAndApplyHeader(ring.buffer(), ring.claim(), header).cycle(0).epoch(plan.epoch());
      ring.commit(LINES);
    }
  }

  private LineRing claim(int index) {
    final LineRing ring = rings[index];
    while (!ring.roomBeside(LINES - 1)) {
      Thread.onSpinWait();
    }
    return ring;
  }
}
