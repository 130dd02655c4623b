package io.hairspring.replay;

import io.hairspring.kernel.replay.RecordedLines;
import io.hairspring.logger.journal.JournalReader;
import org.agrona.DirectBuffer;

/** The lines of a journal's directory. One thread. */
final class JournalLines implements RecordedLines {
  private final JournalReader reader;

  JournalLines(JournalReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean next() {
    return reader.next();
  }

  @Override
  public DirectBuffer buffer() {
    return reader.buffer();
  }

  @Override
  public int offset() {
    return reader.offset();
  }
}
