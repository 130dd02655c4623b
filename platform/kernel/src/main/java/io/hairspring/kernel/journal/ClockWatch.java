package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.time.PlatformClock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Compares the platform clock with UTC, and raises an alert when UTC is off what the platform
 * clock's way so far leads to expect. Control thread.
 */
public final class ClockWatch {
  /** Divergence above which there is an alert: what RTS 25 allows. */
  static final long MOST_NANOS = 100_000;

  private static final System.Logger LOG = System.getLogger(ClockWatch.class.getName());
  private static final Path SOURCE =
      Path.of("sys/devices/system/clocksource/clocksource0/current_clocksource");
  private static final Path SYNCHRONISED = Path.of("run/systemd/timesync/synchronized");
  private static final int BRACKETS = 16;
  private static final long PARTS = 1_000_000_000L;
  private static final int UNKNOWN = 2;

  private final PlatformClock clock;
  private final LongSupplier utc;
  private final Path root;
  private final ControlNotes notes;
  private final LongConsumer tie;
  private ClockComparison first;
  private ClockComparison last;
  private long expectedDriftPpb;
  private boolean alerted;

  /**
   * Prepares the watch; nothing is read yet.
   *
   * @param utc nanoseconds from the Unix epoch
   * @param root of the file system whose files tell of the kernel's clock
   * @param tie told, at each reading, what UTC is ahead of the platform clock
   */
  public ClockWatch(
      PlatformClock clock, LongSupplier utc, Path root, ControlNotes notes, LongConsumer tie) {
    this.clock = clock;
    this.utc = utc;
    this.root = root;
    this.notes = notes;
    this.tie = tie;
  }

  /** Reads both clocks, and notes it. */
  public void read() {
    final ClockComparison now = compare();
    tie.accept(now.utcNanos() - now.nanos());
    notes.reading(now);
    final boolean stepped = judge(now);
    // After a step the drift from before says nothing any more.
    if (first == null || stepped) {
      first = now;
    }
    expectedDriftPpb = stepped ? 0 : now.driftPpb();
    last = now;
  }

  /** By the narrowest of several brackets of a reading of UTC. */
  private ClockComparison compare() {
    long nanos = 0;
    long utcNanos = 0;
    long narrowest = Long.MAX_VALUE;
    for (int i = 0; i < BRACKETS; i++) {
      final long before = clock.nanoTime();
      final long wall = utc.getAsLong();
      final long after = clock.nanoTime();
      if (after - before < narrowest) {
        narrowest = after - before;
        nanos = before + narrowest / 2;
        utcNanos = wall;
      }
    }
    return new ClockComparison(
        nanos,
        utcNanos,
        narrowest,
        first == null ? 0 : drift(first, nanos, utcNanos),
        last == null ? 0 : step(nanos, utcNanos),
        source(),
        synchronised());
  }

  private static long drift(ClockComparison since, long nanos, long utcNanos) {
    final long elapsed = nanos - since.nanos();
    final long gained = utcNanos - since.utcNanos() - elapsed;
    return elapsed == 0 ? 0 : Math.round((double) gained / elapsed * PARTS);
  }

  private long step(long nanos, long utcNanos) {
    final long elapsed = nanos - last.nanos();
    final long drifted = Math.round((double) elapsed * expectedDriftPpb / PARTS);
    return utcNanos - last.utcNanos() - elapsed - drifted;
  }

  private boolean judge(ClockComparison now) {
    final long divergence = Math.abs(now.stepNanos()) + now.uncertaintyNanos();
    final boolean off = divergence > MOST_NANOS;
    if (off || alerted) {
      final String what =
          off
              ? "UTC is up to "
                  + divergence
                  + " ns off what the platform clock leads to expect (a step of "
                  + now.stepNanos()
                  + " ns, read within "
                  + now.uncertaintyNanos()
                  + " ns); "
                  + MOST_NANOS
                  + " are allowed: see to the machine's time synchronisation"
              : "UTC goes again as the platform clock leads to expect";
      LOG.log(Level.WARNING, what);
      notes.note(ControlKind.FAULT, off ? 1 : 0, divergence, what);
    }
    alerted = off;
    return off;
  }

  private int source() {
    final Path file = root.resolve(SOURCE);
    try {
      return switch (Files.readString(file).trim()) {
        case "tsc" -> 1;
        case "kvm-clock" -> 2;
        case "hpet" -> 3;
        default -> 4;
      };
    } catch (final IOException e) {
      LOG.log(Level.DEBUG, "the kernel's clock source is not known: {0}", e.toString());
      return 0;
    }
  }

  /** systemd-timesyncd makes a file; of other daemons no file tells. */
  private int synchronised() {
    return Files.exists(root.resolve(SYNCHRONISED)) ? 1 : UNKNOWN;
  }
}
