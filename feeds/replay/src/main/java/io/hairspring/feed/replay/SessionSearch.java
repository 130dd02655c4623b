package io.hairspring.feed.replay;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.market.FeedException;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.notes.ControlNote;
import io.hairspring.schema.notes.InstrumentNote;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Goes through a journal for one of its sessions, before the feed runs: only the control thread
 * registers instruments, and which session is the last shows at the end. Control thread.
 */
final class SessionSearch {
  private static final int OPENS = 1;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MarketEventDecoder event = new MarketEventDecoder();
  private final ControlNote note = new ControlNote();
  private final Path directory;
  private final int wanted;
  private int sessions;
  private Seen current;
  private Seen chosen;
  private String damage = "";

  /** A session as far as it was read. */
  private static final class Seen {
    private final int number;
    private final long after;
    private long events;
    private long lastSequence;
    private List<InstrumentNote> instruments = List.of();

    Seen(int number, long after) {
      this.number = number;
      this.after = after;
    }
  }

  private SessionSearch(Path directory, int wanted) {
    this.directory = directory;
    this.wanted = wanted;
  }

  /**
   * Looks for a session.
   *
   * @param wanted its number, or {@link ReplayUri#LAST}
   * @throws JournalException when there is no journal in the directory
   */
  static SessionSearch of(Path directory, int wanted) {
    final SessionSearch search = new SessionSearch(directory, wanted);
    try (JournalReader reader = JournalReader.open(directory)) {
      search.read(reader);
    }
    return search;
  }

  /**
   * The session.
   *
   * @throws FeedException when it is not there, or has no market events
   */
  RecordedSession found() {
    if (chosen == null || chosen.events == 0) {
      throw new FeedException(
          directory + ": " + what() + (damage.isEmpty() ? "" : " before the damage: " + damage));
    }
    return new RecordedSession(
        chosen.number,
        chosen.after,
        chosen.events,
        chosen.lastSequence - chosen.events,
        chosen.instruments,
        damage);
  }

  private String what() {
    if (wanted == ReplayUri.LAST) {
      return "no session in it has market events";
    }
    if (chosen != null) {
      return "session " + wanted + " has no market events";
    }
    return "there is no session " + wanted + ", expected one from 1 to " + sessions;
  }

  private void read(JournalReader reader) {
    try {
      while (!over() && reader.next()) {
        take(reader.number(), reader.buffer(), reader.offset());
      }
    } catch (JournalException e) {
      // The feed reports it, after what was good before it.
      damage = e.getMessage();
    }
  }

  /** Whether the session that is wanted has been read to its end. */
  private boolean over() {
    return wanted != ReplayUri.LAST && chosen != null && current != chosen;
  }

  private void take(long number, DirectBuffer buffer, int offset) {
    switch (header.wrap(buffer, offset).templateId()) {
      case MarketEventDecoder.TEMPLATE_ID -> market(buffer, offset);
      case ControlEventDecoder.TEMPLATE_ID -> {
        if (note.event(buffer, offset)) {
          noted(number);
        }
      }
      case ControlTextDecoder.TEMPLATE_ID -> {
        if (note.text(buffer, offset)) {
          noted(number);
        }
      }
      default -> {
        // What the session made of its market.
      }
    }
  }

  private void market(DirectBuffer buffer, int offset) {
    if (current != null) {
      current.events++;
      current.lastSequence = event.wrapAndApplyHeader(buffer, offset, header).sequence();
      if (wanted == ReplayUri.LAST) {
        chosen = current;
      }
    }
  }

  private void noted(long number) {
    final String text = note.whole();
    switch (ControlKind.of(note.kind())) {
      case SESSION -> session(note.code() == OPENS, number);
      case CONFIGURATION -> {
        if (current != null && text.startsWith(InstrumentNote.PREFIX)) {
          current.instruments = InstrumentNote.all(text);
        }
      }
      default -> {
        // Neither begins a session nor names an instrument.
      }
    }
  }

  private void session(boolean opens, long number) {
    current = null;
    if (opens) {
      sessions++;
      current = new Seen(sessions, number);
      if (sessions == wanted) {
        chosen = current;
      }
    }
  }
}
