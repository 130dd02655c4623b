package io.hairspring.logger;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * Watches the space on the disk and says what may still be written. One thread; {@link #state}:
 * any.
 */
final class SpaceGuard {
  private static final System.Logger LOG = System.getLogger(SpaceGuard.class.getName());

  /** What may be written. */
  enum State {
    /** Everything. */
    PLENTY,
    /** What belongs to orders; everything else is left out and counted. */
    ORDERS_ONLY,
    /** Nothing. */
    FULL
  }

  /** How much space there is. */
  @FunctionalInterface
  interface Space {
    /** Bytes that this process may write. */
    long usable(Path directory) throws IOException;
  }

  private final Path directory;
  private final JournalSettings settings;
  private final Space space;
  private final BiConsumer<Integer, String> faults;
  private volatile State state = State.PLENTY;
  private volatile long usable = -1;

  /**
   * A guard.
   *
   * @param faults is told of a fault with code 1, and of its end with code 0
   */
  SpaceGuard(
      Path directory, JournalSettings settings, Space space, BiConsumer<Integer, String> faults) {
    this.directory = directory;
    this.settings = settings;
    this.space = space;
    this.faults = faults;
  }

  /**
   * Bytes that this process may write to the disk of a directory. Cheaper than asking the file
   * store, for which the table of all mounts is read.
   */
  static long usableOn(Path directory) throws IOException {
    File file = directory.toFile();
    long bytes = file.getUsableSpace();
    if (bytes == 0 && !file.exists()) {
      throw new NoSuchFileException(directory.toString());
    }
    return bytes;
  }

  /** Looks at the disk. */
  void check() {
    try {
      usable = space.usable(directory);
    } catch (IOException e) {
      // The directory is gone: that is found, and told, by whoever writes there.
      return;
    }
    State next = of(usable, state);
    if (next != state) {
      state = next;
      tell(next);
    }
  }

  State state() {
    return state;
  }

  /** Bytes that were left at the last look; -1 before the first. */
  long usable() {
    return usable;
  }

  private State of(long bytes, State now) {
    // Back only with a tenth more, so that it does not flutter.
    long reserve = settings.spaceReserve();
    long least = settings.spaceLeast();
    if (bytes < (now == State.FULL ? least + least / 10 : least)) {
      return State.FULL;
    }
    boolean poor = now != State.PLENTY;
    return bytes < (poor ? reserve + reserve / 10 : reserve) ? State.ORDERS_ONLY : State.PLENTY;
  }

  private void tell(State next) {
    String left = Quantities.size(usable) + " left on the disk of " + directory;
    switch (next) {
      case PLENTY -> {
        LOG.log(Level.INFO, "journal: {0}: everything is written again", left);
        faults.accept(0, "journal: " + left + ": everything is written again");
      }
      case ORDERS_ONLY -> alert(left + ": only what belongs to orders is written; make room");
      case FULL ->
          alert(
              left
                  + ": nothing is written; "
                  + (settings.whenFull() == WhenFull.REFUSE
                      ? "records are refused"
                      : "records are left out and counted")
                  + "; make room");
    }
  }

  private void alert(String text) {
    LOG.log(Level.ERROR, "journal: {0}", text);
    faults.accept(1, "journal: " + text);
  }
}
