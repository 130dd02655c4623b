package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import org.agrona.DirectBuffer;

/**
 * Writes execution records in place: one when a cycle's critical steps are done, one when its
 * deferred steps are, and the times of steps that were timed. They are handed over when the lane
 * rests, and while it does not, once they are {@value #LONGEST_NANOS} ns old: the reader's core has
 * to give the ring's position back each time, and in the middle of work the lane would wait for it.
 * A full ring drops the record, counts it and marks the next one.
 */
@HotPath
final class RecordWriter {
  /** So old may a cycle's start be before its record is handed over. */
  static final long LONGEST_NANOS = 4_000;

  /** Lines of an event: a cycle's record and times, and those of its deferred steps. */
  private static final int AHEAD = 4;

  private static final int NOTHING = -1;

  private final LineRing records;
  private final LaneCounters counters;
  private final RecordLine record;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TaskTimesEncoder timesLine = new TaskTimesEncoder();
  private int epoch;
  private int held = NOTHING;

  /** What the next record says besides its cycle's own outcome. */
  private int marks;

  /** Whether there are records to hand over, and when the oldest of them began. */
  private boolean behind;

  private long behindSinceNanos;

  RecordWriter(LineRing records, LaneCounters counters, int lane) {
    this.records = records;
    this.counters = counters;
    this.record = new RecordLine(records, lane);
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
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return false;
    }
    record.begin(offset, cycle, startNanos, epoch);
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
      fill(cycle.timeNanos(), endNanos);
    }
  }

  /** A cycle's deferred steps are done. */
  void slack(LaneCycle cycle, boolean resumed, long endNanos) {
    if (begin(cycle, cycle.slackNanos)) {
      final int outcome = cycle.outcome | taken(Outcome.GAP_BEFORE);
      record.end(cycle, resumed ? outcome | Outcome.RESUMED : outcome, endNanos);
      fill(cycle.slackNanos, endNanos);
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
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return;
    }
    timesLine
        .wrapAndApplyHeader(records.buffer(), offset, header)
        .cycle(cycle)
        .time1(packed[0])
        .time2(packed[1])
        .time3(packed[2])
        .time4(packed[3])
        .time5(packed[4])
        .time6(packed[5]);
    records.fill();
  }

  /** A timer fired: its line stands before the record of its cycle, which it triggers. */
  void fired(DirectBuffer timer) {
    final int offset = claim();
    if (offset == LineRing.FULL) {
      return;
    }
    records.buffer().putBytes(offset, timer, 0, LineRing.LINE);
    records.fill();
  }

  private void fill(long beganNanos, long endNanos) {
    records.fill();
    if (!behind) {
      behind = true;
      behindSinceNanos = beganNanos;
    }
    if (endNanos - behindSinceNanos > LONGEST_NANOS) {
      publish();
    }
  }

  /** Hands over what there is. */
  void publish() {
    records.publish();
    behind = false;
  }

  /** The lane has time: what there is is handed over, and the next lines are fetched. */
  void rest() {
    publish();
    records.fetch(AHEAD);
  }

  /** Where the next line is to be written; one that finds no room is dropped. */
  private int claim() {
    final int offset = records.claim();
    if (offset == LineRing.FULL) {
      drop();
    }
    return offset;
  }

  private void drop() {
    // What makes room is not to wait for what would be there with it.
    publish();
    marks |= Outcome.GAP_BEFORE;
    counters.countDropped();
  }
}
