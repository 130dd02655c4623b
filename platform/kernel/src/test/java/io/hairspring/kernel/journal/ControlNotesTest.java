package io.hairspring.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.kernel.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlNotesTest {
  private final VirtualClock clock = new VirtualClock();
  private final ControlNotes notes = new ControlNotes(clock);
  private final Written written = new Written();
  private final BetweenSessions between = new BetweenSessions(notes, clock);

  private String text() {
    return new String(
            written.text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .replace("\0", "");
  }

  @Test
  void shouldSpreadATextOverAsManyLinesAsItTakes() {
    final String long50 = "x".repeat(50);
    assertTrue(notes.note(ControlKind.OPERATOR, 0, 0, long50));
    between.hand(List.of(written));
    assertEquals(3, written.lines.size());
    assertEquals(long50, text());
  }

  @Test
  void shouldCutWhatIsTooLongBetweenTwoCharacters() {
    final String text = "x".repeat(ControlJournal.MAX_TEXT - 1) + "éé";
    notes.note(ControlKind.OPERATOR, 0, 0, text);
    between.hand(List.of(written));
    assertEquals("x".repeat(ControlJournal.MAX_TEXT - 1), text());
  }

  @Test
  void shouldSayWhatIsMissingWhenTooManyWait() {
    for (int i = 0; i < ControlNotes.CAPACITY; i++) {
      assertTrue(notes.note(ControlKind.SWAP, 0, 0, ""));
    }
    assertFalse(notes.note(ControlKind.SWAP, 0, 0, "lost"));
    between.hand(List.of(written));
    assertEquals(ControlNotes.CAPACITY + 1, written.lines.size());
    assertEquals(
        "gap of 0 records and 2 inputs, cycles 0 to 0", written.lines.get(ControlNotes.CAPACITY));
    assertTrue(notes.isEmpty());
  }

  @Test
  void shouldKeepWhatALoggerDoesNotTake() {
    notes.note(ControlKind.SWAP, 0, 0, "");
    written.taking = false;
    between.hand(List.of(written));
    written.taking = true;
    between.hand(List.of(written));
    assertEquals(List.of("control 1 kind 2 after cycle 0 in plan 0"), written.lines);
  }
}
