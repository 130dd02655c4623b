package io.hairspring.feed.replay;

import io.hairspring.api.market.FeedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What a URI {@code replay:DIR[?session=N]} asks for.
 *
 * @param directory the journal of one run
 * @param session number of the session, from 1; {@link #LAST} when none is named
 */
record ReplayUri(Path directory, int session) {
  /** The last session that has market events. */
  static final int LAST = 0;

  private static final String SCHEME = "replay:";
  private static final String FORM = SCHEME + "DIR[?session=N]";
  private static final String OPTION = "session=";

  /**
   * Reads it.
   *
   * @throws FeedException when it is wrong, naming the part and what is allowed
   */
  static ReplayUri parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw new FeedException(uri + ": not a feed of " + FORM);
    }
    final int query = uri.lastIndexOf('?');
    final String path = uri.substring(SCHEME.length(), query < 0 ? uri.length() : query);
    if (path.isBlank()) {
      throw new FeedException(uri + ": no journal is named, expected " + FORM);
    }
    try {
      return new ReplayUri(Path.of(path), query < 0 ? LAST : session(uri, query + 1));
    } catch (InvalidPathException e) {
      throw new FeedException(uri + ": not a path: " + e.getReason(), e);
    }
  }

  private static int session(String uri, int from) {
    final String option = uri.substring(from);
    if (!option.startsWith(OPTION)) {
      throw new FeedException(uri + ": unknown option '" + option + "', expected session=N");
    }
    final String value = option.substring(OPTION.length());
    try {
      final int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new FeedException(wrong(uri, value), e);
    }
    throw new FeedException(wrong(uri, value));
  }

  private static String wrong(String uri, String value) {
    return uri + ": option session is '" + value + "', expected a whole number from 1";
  }
}
