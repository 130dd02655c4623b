package io.hairspring.logger.audit;

import io.hairspring.logger.journal.JournalReader;
import io.hairspring.logger.lines.LineKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Writes every line of a journal, in memory that does not depend on their number. One thread. */
final class JournalExport {
  private final Path directory;
  private final LineFormat format;

  JournalExport(Path directory, LineFormat format) {
    this.directory = directory;
    this.format = format;
  }

  /**
   * Writes them all.
   *
   * @return how many
   * @throws io.hairspring.logger.journal.JournalException at the first damage
   */
  long writeTo(Writer out) throws IOException {
    StringBuilder row = new StringBuilder(1_024);
    UtcTime utc = new UtcTime();
    long lines = 0;
    if (!format.head().isEmpty()) {
      out.append(format.head()).append('\n');
    }
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        LineKind kind = LineKind.of(reader.buffer(), reader.offset());
        if (reader.resumed()) {
          utc.forget();
        }
        utc.see(kind, reader.buffer(), reader.offset());
        row.setLength(0);
        format.write(
            reader.number(),
            utc.of(kind.nanos(reader.buffer(), reader.offset())),
            kind,
            reader.buffer(),
            reader.offset(),
            row);
        out.append(row).append('\n');
        lines++;
      }
    }
    return lines;
  }
}
