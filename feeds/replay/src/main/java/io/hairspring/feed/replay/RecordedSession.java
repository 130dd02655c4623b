package io.hairspring.feed.replay;

import io.hairspring.schema.notes.InstrumentNote;
import java.util.List;

/**
 * A session of a journal.
 *
 * @param number from 1, in the journal
 * @param after number of the line that it begins behind
 * @param events market events that it has
 * @param missing market events before its last one that are not in the journal
 * @param instruments that it opened with
 * @param damage what the journal breaks off with behind its last event; empty when it does not
 */
record RecordedSession(
    int number,
    long after,
    long events,
    long missing,
    List<InstrumentNote> instruments,
    String damage) {}
