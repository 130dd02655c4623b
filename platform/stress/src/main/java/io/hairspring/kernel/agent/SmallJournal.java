package io.hairspring.kernel.agent;

import io.hairspring.kernel.journal.ControlNotes;
import io.hairspring.kernel.journal.Journal;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.journal.SessionRings;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.time.VirtualClock;
import java.util.List;

/** The journal's parts of a session, as small as they come. */
final class SmallJournal {
  private SmallJournal() {}

  static JournalTaps taps() {
    return new JournalTaps(Overflow.DROP, 2, 2, 2);
  }

  static Journal over(LineRing records) {
    final VirtualClock clock = new VirtualClock();
    return new Journal(
        new SessionRings(List.of(records), new LineRing(2), () -> 0),
        taps(),
        new ControlNotes(clock),
        clock,
        false);
  }
}
