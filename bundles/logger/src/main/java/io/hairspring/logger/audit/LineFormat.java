package io.hairspring.logger.audit;

import io.hairspring.logger.lines.LineKind;
import java.time.Instant;
import org.agrona.DirectBuffer;

/** How an export writes lines. One thread. */
interface LineFormat {
  /** What comes before all lines; empty for nothing. */
  String head();

  /**
   * Writes one line of the journal as one line of text, without its end.
   *
   * @param number of the line in the journal
   * @param utc when it happened; null when the journal does not tell
   */
  void write(
      long number, Instant utc, LineKind kind, DirectBuffer buffer, int offset, StringBuilder out);
}
