package io.hairspring.schema.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instrument of a session, as the note of the session's instruments has it. Immutable.
 *
 * @param index what events and orders carry
 * @param symbol the venue's symbol
 * @param tickSize smallest price step, in units of 1e-9
 */
public record InstrumentNote(int index, String symbol, long tickSize) {
  /** Begins the note. */
  public static final String PREFIX = "instruments:";

  private static final Pattern INSTRUMENT =
      Pattern.compile("(\\d{1,9})=(.*?)/(\\d{1,18})(?= \\d+=|$)");

  /** The instruments of a note, in its order; none when it is another note. */
  public static List<InstrumentNote> all(String note) {
    final List<InstrumentNote> all = new ArrayList<>();
    if (note.startsWith(PREFIX)) {
      final Matcher matcher = INSTRUMENT.matcher(note);
      matcher.region(PREFIX.length(), note.length());
      while (matcher.find()) {
        all.add(
            new InstrumentNote(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2),
                Long.parseLong(matcher.group(3))));
      }
    }
    return all;
  }

  /** As it stands in the note. */
  @Override
  public String toString() {
    return index + "=" + symbol + "/" + tickSize;
  }
}
