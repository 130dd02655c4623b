package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.ring.LineRing;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings a session's lines to the loggers, in lane order: for each cycle of lane 0 what triggered
 * it, its orders, its record and its times; what happens beside the cycles stands between them. The
 * observer's thread, unless said otherwise.
 */
public final class Journal {
  private static final System.Logger LOG = System.getLogger(Journal.class.getName());

  // For how long lines wait for more to come: each batch costs a logger more than a line in it.
  private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  private static final int ENOUGH = 64;
  private static final int LINES_A_TURN = 64;

  private final List<RecordStream> streams = new ArrayList<>();
  private final JournalTaps taps;
  private final ControlNotes notes;
  private final PlatformClock clock;
  private final long lingerNanos;
  private final JournalBatch batch = new JournalBatch();
  private final GapCount gap = new GapCount();
  private final CycleMerge merge;
  private long firstNanos;
  private boolean dropping;
  private boolean held;
  private boolean told;
  private boolean ending;
  private volatile boolean idle = true;

  /**
   * The journal of one session.
   *
   * @param lingering whether lines may wait for more to come
   */
  public Journal(
      SessionRings rings,
      JournalTaps taps,
      ControlNotes notes,
      PlatformClock clock,
      boolean lingering) {
    rings.records().forEach(ring -> streams.add(new RecordStream(ring)));
    this.taps = taps;
    this.notes = notes;
    this.clock = clock;
    this.lingerNanos = lingering ? LINGER_NANOS : 0;
    this.merge = new CycleMerge(taps, rings.egress(), rings.recordsDropped(), clock, batch, gap);
  }

  /** The records of each lane. */
  public List<RecordStream> streams() {
    return streams;
  }

  /** Who gets the lines from now on; who leaves is offered once more what has waited. */
  public void loggers(List<ExecutionLogger> keeping) {
    batch.offer();
    batch.loggers(keeping);
  }

  /** Whether nothing waits on its way to the loggers. Any thread. */
  public boolean idle() {
    return idle;
  }

  /**
   * Takes what has been shown to the monitors.
   *
   * @return lines taken from the record rings
   */
  public int turn() {
    if (batch.refused()) {
      batch.offer();
    }
    final boolean empty = batch.lines() == 0;
    // After the records were looked at, and before they are taken: a note that was made before a
    // cycle ran stands before it.
    addBetween();
    int taken = 0;
    for (int lane = 0; lane < streams.size(); lane++) {
      taken += take(streams.get(lane), lane == 0);
    }
    offerWhenDue(empty);
    keepBounds();
    rest();
    return taken;
  }

  private void addBetween() {
    if (ending || dropping || !merge.between()) {
      return;
    }
    if (gap.any() && batch.room(1)) {
      gap.writeTo(batch, clock.nanoTime());
    }
    if (!batch.nobody()) {
      notes.moveTo(batch, gap, merge.lastCycle());
    }
  }

  private int take(RecordStream stream, boolean leader) {
    final LineRing ring = stream.ring();
    final int most = Math.min(stream.waiting(), LINES_A_TURN);
    int lines = 0;
    while (lines < most && takeOne(ring, ring.offset(lines), leader)) {
      lines++;
    }
    if (lines > 0 && idle) {
      // Before they leave the ring: who sees it empty must not see an old value here.
      idle = false;
    }
    stream.release(lines);
    return lines;
  }

  private boolean takeOne(LineRing ring, int offset, boolean leader) {
    if (!dropping && !batch.room(2) && (batch.refused() || !batch.offer())) {
      return false;
    }
    if (leader) {
      return merge.take(ring.buffer(), offset);
    }
    merge.keepRecord(ring.buffer(), offset);
    return true;
  }

  private void offerWhenDue(boolean wasEmpty) {
    final int lines = batch.lines();
    if (lines == 0 || batch.refused()) {
      return;
    }
    if (lines >= ENOUGH || lingerNanos == 0) {
      batch.offer();
      return;
    }
    final long now = clock.nanoTime();
    if (wasEmpty) {
      firstNanos = now;
    } else if (now - firstNanos >= lingerNanos) {
      batch.offer();
    }
  }

  /** Does what the policy says while loggers take too little, before a ring is full. */
  private void keepBounds() {
    if (taps.overflow() == Overflow.BLOCK) {
      hold();
    } else if (batch.refused() || dropping) {
      drop();
    } else if (told) {
      told = false;
      tell("the journal takes again what happens");
    }
  }

  private void hold() {
    final boolean hold = fuller(held ? 1 : 2);
    if (hold != held) {
      held = hold;
      taps.holdFeed(hold);
      tell(
          hold
              ? "the journal does not keep up with what happens: the feed waits"
              : "the journal keeps up again with what happens: the feed goes on");
    }
  }

  private void drop() {
    dropping = batch.refused() && fuller(dropping ? 2 : 3);
    merge.dropping(dropping);
    if (dropping && !told) {
      told = true;
      tell("the journal does not take what happens: what its rings cannot hold is left out");
    }
  }

  /** Whether a ring holds more than so many quarters of what it can. */
  private boolean fuller(int quarters) {
    boolean any =
        full(taps.market().lines(), quarters)
            || full(taps.reports().lines(), quarters)
            || full(taps.orders().lines(), quarters);
    for (int i = 0; i < streams.size(); i++) {
      any |= full(streams.get(i).ring(), quarters);
    }
    return any;
  }

  private static boolean full(LineRing ring, int quarters) {
    final int most = ring.capacity() / 4 * quarters;
    return ring.readable(most) > most;
  }

  private void tell(String what) {
    LOG.log(Level.WARNING, what);
    notes.note(ControlKind.FAULT, 0, gap.count(), what);
  }

  private void rest() {
    final boolean now = batch.lines() == 0 && !gap.any() && (batch.nobody() || notes.isEmpty());
    if (now != idle) {
      idle = now;
    }
  }

  /** The session ends: what is there is handed over, and what is said of its end comes last. */
  public void close() {
    ending = true;
    while (turn() > 0) {
      // Until nothing more comes.
    }
    merge.addLeftOrders();
    ending = false;
    addBetween();
    if (!batch.offer()) {
      LOG.log(Level.ERROR, "the journal does not take the last lines: {0} are lost", batch.lines());
    }
  }
}
