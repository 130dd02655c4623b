package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.time.PlatformClock;
import java.util.List;

/** Hands notes to the loggers while there is no session whose observer does it. Control thread. */
public final class BetweenSessions {
  private final ControlNotes notes;
  private final PlatformClock clock;
  private final JournalBatch batch = new JournalBatch();
  private final GapCount gap = new GapCount();

  /** For these notes. */
  public BetweenSessions(ControlNotes notes, PlatformClock clock) {
    this.notes = notes;
    this.clock = clock;
  }

  /** Hands over what waits; what is not taken waits on. */
  public void hand(List<ExecutionLogger> loggers) {
    if (loggers.isEmpty()) {
      return;
    }
    batch.loggers(loggers);
    do {
      if (gap.any() && batch.room(1)) {
        gap.writeTo(batch, clock.nanoTime());
      }
      notes.moveTo(batch, gap, 0);
    } while (batch.offer() && (gap.any() || !notes.isEmpty()));
  }
}
