package io.hairspring.kernel.replay;

import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** The lines of a journal, in their order. One thread. */
@ConsumerType
public interface RecordedLines {

  /** Goes to the next line; whether there is one. */
  boolean next();

  /** Holds the current line, until {@link #next}. */
  DirectBuffer buffer();

  /** Where the current line starts. */
  int offset();
}
