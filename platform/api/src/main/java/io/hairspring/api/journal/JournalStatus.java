package io.hairspring.api.journal;

import java.util.List;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** Tells how the journal is, and what stands at its end. A service; any thread but a lane's. */
@ProviderType
public interface JournalStatus {

  /** How it is now. */
  JournalReport report();

  /**
   * The last lines that a filter lets through, the oldest first. Reads files.
   *
   * @param most how many
   * @throws IllegalStateException in one line, when the journal cannot be read
   */
  List<JournalLine> tail(int most, Predicate<JournalLine> filter);
}
