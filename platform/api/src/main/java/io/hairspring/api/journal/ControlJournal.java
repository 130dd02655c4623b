package io.hairspring.api.journal;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts what happens beside the cycles into the journal, in one order with them. A service of the
 * kernel. Any thread but a lane; bounded, and never waits for the disk.
 */
@ProviderType
public interface ControlJournal {
  /** Bytes of UTF-8 that a text may have; what is longer is cut there. */
  int MAX_TEXT = 1_920;

  /**
   * Writes down one event.
   *
   * @param kind what it is about
   * @param code what the kind says, 0 to 255
   * @param value what the kind says
   * @param text one line for a person
   * @return whether there was room; when not, it is counted and the journal says that something is
   *     missing
   */
  boolean note(ControlKind kind, int code, long value, String text);
}
