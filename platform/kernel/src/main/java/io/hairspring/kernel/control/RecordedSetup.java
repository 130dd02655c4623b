package io.hairspring.kernel.control;

import io.hairspring.schema.notes.InstrumentNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a recorded session ran with, as the journal's notes of the configuration say. */
final class RecordedSetup {
  private static final String CONFIGURATION = "io.hairspring.kernel:";

  private Map<String, String> configuration = Map.of();
  private Instruments instruments;

  /** Takes a note in. */
  void configured(String text) {
    if (text.startsWith(CONFIGURATION)) {
      configuration = values(text.substring(CONFIGURATION.length()));
    } else if (text.startsWith(InstrumentNote.PREFIX)) {
      final List<InstrumentNote> all = InstrumentNote.all(text);
      instruments = new Instruments(Math.max(1, all.size()));
      all.forEach(one -> instruments.register(one.symbol(), one.tickSize()));
    }
  }

  private static Map<String, String> values(String text) {
    final Map<String, String> values = new HashMap<>();
    for (final String pair : text.split(";", -1)) {
      final int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    }
    return values;
  }

  /** Whether the session's notes were there. */
  boolean complete() {
    return instruments != null;
  }

  Instruments instruments() {
    return instruments;
  }

  /**
   * The kernel's settings.
   *
   * @throws IllegalStateException when a session with them cannot be run again
   */
  KernelSettings settings() {
    final KernelSettings settings = KernelSettings.from(configuration);
    if (settings.lanes() > 1) {
      throw new IllegalStateException(
          "the session ran on " + settings.lanes() + " lanes; one can be replayed");
    }
    return settings;
  }
}
