package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import org.agrona.DirectBuffer;

/**
 * Writes execution records in place: one when a cycle's critical steps are done, one when its
 * deferred steps are, and the times of steps that were timed. They are handed over when the lane
 * rests, and while it does not, once {@value #LONGEST_NANOS} ns have gone by: the ring's position,
 * which the reader's core has looked at, is then written once for several. A full ring drops the
 * record, counts it and marks the next one.
 */
@HotPath
final class RecordWriter {
  /** So old may a cycle's start be before its record is handed over. */
  static final long LONGEST_NANOS = 4_000;

  private static final int NOTHING = -1;

  private final LineRing records;
  private final LaneCounters counters;
  private final RecordLine record;
  private final TaskTimesLine times;
  private int epoch;
  private int held = NOTHING;

  /** What the next record says besides its cycle's own outcome. */
  private int marks;

  /** What began before this is handed over. */
  private long handedOverNanos;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.counters = counters;
    this.record = new RecordLine(records, lane);
    this.times = new TaskTimesLine(records);
  }

  void planAdopted(int newEpoch) {
    epoch = newEpoch;
    marks |= Outcome.PLAN_ADOPTED;
  }

  /** A trigger of a kind was held back for a precise timer; the next cycle of it says so. */
  void heldForTimer(int kind) {
    held = kind;
    marks |= Outcome.HELD_FOR_TIMER;
  }

  /**
   * A cycle's critical steps are done; the time is not read yet. What is written here costs little:
   * the processor does it while the last step's results are on their way, and a reading of the
   * clock would have it wait for them.
   *
   * @return whether there is room for the record
   */
  boolean begin(LaneCycle cycle) {
    return begin(cycle, cycle.timeNanos());
  }

  private boolean begin(LaneCycle cycle, long startNanos) {
    if (!claim()) {
      return false;
    }
    record.begin(cycle, startNanos, epoch);
    return true;
  }

  /**
   * Ends the record of a cycle's critical steps.
   *
   * @param room what {@link #begin} returned
   */
  void critical(LaneCycle cycle, boolean room, boolean deferred, long endNanos) {
    if (room) {
      int outcome = cycle.outcome;
      if (marks != 0) {
        outcome |= marked(cycle.kind());
      }
      record.end(cycle, deferred ? outcome | Outcome.DEFERRED : outcome, endNanos);
      fill(endNanos);
    }
  }

  /** A cycle's deferred steps are done. */
  void slack(LaneCycle cycle, boolean resumed, long endNanos) {
    if (begin(cycle, cycle.slackNanos)) {
      final int outcome = cycle.outcome | taken(Outcome.GAP_BEFORE);
      record.end(cycle, resumed ? outcome | Outcome.RESUMED : outcome, endNanos);
      fill(endNanos);
    }
  }

  private int marked(int kind) {
    if (kind != held) {
      return taken(Outcome.GAP_BEFORE | Outcome.PLAN_ADOPTED);
    }
    held = NOTHING;
    return taken(marks);
  }

  private int taken(int which) {
    final int taken = marks & which;
    marks ^= taken;
    return taken;
  }

  /** Times of steps, as packed in the schema. */
  void times(long cycle, long[] packed) {
    if (claim()) {
      times.put(cycle, packed);
      records.fill();
    }
  }

  /** A timer fired: its line stands before the record of its cycle, which it triggers. */
  void fired(DirectBuffer timer) {
    if (claim()) {
      records.buffer().putBytes(records.claim(), timer, 0, LineRing.LINE);
      records.fill();
    }
  }

  private void fill(long endNanos) {
    records.fill();
    if (endNanos - handedOverNanos > LONGEST_NANOS) {
      handedOverNanos = endNanos;
      publish();
    }
  }

  /** Hands over what there is. */
  void publish() {
    records.publish();
  }

  /** The lane has rested until now: what there was is handed over. */
  void rested(long nowNanos) {
    handedOverNanos = nowNanos;
  }

  /** The lane has time: what there is is handed over, and the next line is fetched. */
  void rest() {
    publish();
    records.fetch();
  }

  /** Whether there is a line to write to; what finds none is dropped. */
  private boolean claim() {
    if (records.hasRoom()) {
      return true;
    }
    drop();
    return false;
  }

  private void drop() {
    // What makes room is not to wait for what would be there with it.
    publish();
    marks |= Outcome.GAP_BEFORE;
    counters.countDropped();
  }
}
