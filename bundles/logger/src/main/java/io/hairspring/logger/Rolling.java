package io.hairspring.logger;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** When a file ends and the next begins. The journal's thread; {@link #age}: any. */
final class Rolling {
  private static final System.Logger LOG = System.getLogger(Rolling.class.getName());

  // By a clock that is not set: the time of day may be set back, and files go on being finished.
  private static final Duration LEAST_AGE = Duration.ofSeconds(1);

  private final Path directory;
  private final JournalSettings settings;
  private final LongSupplier utcMillis;
  private final BiConsumer<Integer, String> faults;
  private RollClock clock;
  private boolean stuck;
  private volatile long since;

  Rolling(
      Path directory,
      JournalSettings settings,
      LongSupplier utcMillis,
      BiConsumer<Integer, String> faults) {
    this.directory = directory;
    this.settings = settings;
    this.utcMillis = utcMillis;
    this.faults = faults;
  }

  /**
   * The journal is opened, with a file of its own.
   *
   * @param lastSecond by which its newest file is named
   * @return the clock to open it with
   */
  RollClock open(long lastSecond, long now) {
    clock = new RollClock(lastSecond, utcMillis.getAsLong());
    since = now;
    return clock;
  }

  /** Whether the present file is large or old enough, and another can be named. */
  boolean due(long fileBytes, long now) {
    Duration age = Duration.ofNanos(now - since);
    return (fileBytes >= settings.rollSize() || age.compareTo(settings.rollTime()) >= 0)
        && (age.compareTo(LEAST_AGE) >= 0 || clock.canAdvance(utcMillis.getAsLong()));
  }

  /** Whether a file can be made: one that cannot must not end the present one. */
  boolean possible() {
    try {
      Files.delete(Files.createTempFile(directory, "probe", ".tmp"));
      if (stuck) {
        stuck = false;
        faults.accept(0, "journal " + directory + ": files can be made again");
      }
      return true;
    } catch (IOException e) {
      if (!stuck) {
        stuck = true;
        String text =
            "journal " + directory + ": no file can be made (" + e + "); it goes on in this one";
        LOG.log(Level.ERROR, text);
        faults.accept(1, text);
      }
      return false;
    }
  }

  /** The next block begins a file. */
  void next(long now) {
    clock.advance(utcMillis.getAsLong());
    since = now;
  }

  /** How old the present file is. */
  Duration age(long now) {
    return Duration.ofNanos(now - since);
  }
}
