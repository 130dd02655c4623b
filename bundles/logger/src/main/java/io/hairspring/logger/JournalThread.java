package io.hairspring.logger;

import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.blocks.Roots.Root;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What the journal needs beside its appends, turn by turn on a thread of its own: opens it and,
 * after a failure, opens it again; appends what nobody else does; begins files; writes roots;
 * brings in pages; looks at the disk; deletes what is too old.
 */
final class JournalThread {
  /** How long after a failure the journal is tried again. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(JournalThread.class.getName());
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long RETENTION_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long AHEAD = 1L << 20;
  private static final int MOST_BLOCKS = 64;
  private static final int BACKLOG = 4 * ChronicleExecutionLogger.BATCH;

  private final Run run;
  private final JournalSettings settings;
  private final LineQueue queue;
  private final BlockAppender appender;
  private final SpaceGuard guard;
  private final BiConsumer<Integer, String> faults;
  private final Roots roots;
  private final Sealing sealing;
  private final Rolling rolling;
  private final Retention retention;
  private final PageWindow pages = new PageWindow();
  private final AppendRate rate = new AppendRate();
  private boolean openedBefore;
  private volatile long failures;
  private long retryAt = Long.MIN_VALUE;
  private long lookAt = Long.MIN_VALUE;
  private long retentionAt = Long.MIN_VALUE;
  private long writtenBefore;
  private String told = "";

  JournalThread(
      Run run,
      JournalSettings settings,
      LineQueue queue,
      BlockAppender appender,
      SpaceGuard guard,
      LongSupplier utcMillis,
      BiConsumer<Integer, String> faults) {
    this.run = run;
    this.settings = settings;
    this.queue = queue;
    this.appender = appender;
    this.guard = guard;
    this.faults = faults;
    this.roots = new Roots(run.directory());
    this.sealing = new Sealing(roots, appender, utcMillis);
    this.rolling = new Rolling(run.directory(), settings, utcMillis, faults);
    this.retention = new Retention(settings, run.directory(), utcMillis);
  }

  /** One turn. */
  void turn(long now) {
    try {
      turnUnlessItFails(now);
    } catch (RuntimeException | Error e) {
      fail(e, now);
    }
  }

  private void turnUnlessItFails(long now) {
    if (appender.failure() != null) {
      fail(appender.failure(), now);
    }
    if (!appender.isOpen()) {
      if (now - retryAt < 0 && failures > 0) {
        return;
      }
      open(now);
    }
    if (appender.isOpen()) {
      if (appender.reserved() && queue.size() > 0) {
        beginFile(now);
      }
      drain();
      warm();
    } else if (guard.state() == SpaceGuard.State.FULL) {
      drain();
    }
    if (now - lookAt >= 0 || lookAt == Long.MIN_VALUE) {
      lookAt = now + LOOK_NANOS;
      look(now);
    }
  }

  /** Appends everything that waits and closes the journal, with its root. */
  void finish() {
    if (!appender.isOpen() && queue.size() > 0) {
      open(System.nanoTime());
    }
    boolean whole;
    Root last;
    appender.enter();
    try {
      whole = appender.failure() == null && appender.isOpen() && finished();
      last = sealing.last();
      closeWriter();
    } finally {
      appender.leave();
    }
    if (queue.size() > 0) {
      LOG.log(
          Level.ERROR,
          "journal {0}: {1} lines could not be appended before it was closed, and are lost",
          run.directory(),
          Integer.toString(queue.size()));
    }
    try {
      if (whole) {
        sealing.close(last);
      }
      run.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "journal {0}: did not close cleanly: {1}", run.directory(), e);
    }
  }

  /** Appends what waits, and what there is to say of lines that were left out. */
  private boolean finished() {
    int taken = 1;
    while (taken > 0) {
      taken = appender.step(JournalFormat.MAX_LINES);
    }
    return queue.size() == 0 && appender.tellGap();
  }

  /** Lines written in the last second. Any thread. */
  long linesPerSecond() {
    return rate.linesPerSecond();
  }

  /** How old the present file is. Any thread. */
  Duration fileAge(long now) {
    return rolling.age(now);
  }

  /** Failures since the start. */
  long failures() {
    return failures;
  }

  private void open(long now) {
    Throwable failure = null;
    appender.enter();
    try {
      openUnlessItFails(now);
    } catch (Exception | Error e) {
      // Chronicle says some of what is wrong with a file by an AssertionError, the virtual machine
      // that it cannot be mapped by an OutOfMemoryError.
      failure = e;
      closeWriter();
    } finally {
      appender.leave();
    }
    if (failure != null) {
      fail(failure, now);
    }
  }

  private void openUnlessItFails(long now) throws IOException {
    Files.createDirectories(run.directory());
    run.lockAgain();
    Recovery recovery = new Recovery(run.directory());
    // After a failure the chain is known, but the block that failed may stand there, whole or torn.
    Chain found = openedBefore ? new Chain() : appender.chain();
    recovery.restore(found);
    if (openedBefore) {
      appender.settle(found);
    }
    RollClock clock = rolling.open(recovery.lastSecond(), now);
    appender.open(
        new JournalWriter(run.directory(), clock, settings.rollSize()),
        openedBefore || run.resumed());
    boolean killed = !openedBefore && run.resumed() && !sealing.closed();
    sealing.open(now);
    if (openedBefore) {
      tell("open again");
    } else if (killed) {
      tell(
          "goes on behind line "
              + appender.chain().lines()
              + ", where its last writer ended without closing it");
    }
    openedBefore = true;
    told = "";
  }

  private void tell(String what) {
    String text = "journal " + run.directory() + ": " + what;
    LOG.log(Level.INFO, text);
    faults.accept(0, text);
  }

  private void drain() {
    long written = appender.written();
    boolean untouched = written == writtenBefore;
    if (settings.thread() == AppendThread.OWN || untouched || queue.size() >= BACKLOG) {
      // Not for as long as lines come: the disk is looked at in between.
      int taken = 1;
      for (int i = 0; i < MOST_BLOCKS && taken > 0; i++) {
        appender.enter();
        try {
          taken = appender.step(JournalFormat.MAX_LINES);
        } finally {
          appender.leave();
        }
      }
    }
    writtenBefore = appender.written();
  }

  private void warm() {
    if (appender.tryEnter()) {
      try {
        if (appender.isOpen()) {
          appender.writer().ahead(pages, AHEAD);
        }
      } finally {
        appender.leave();
      }
      boolean more = true;
      while (more) {
        more = pages.warm();
      }
    }
  }

  private void look(long now) {
    guard.check();
    rate.written(appender.written(), now);
    if (!appender.isOpen()) {
      return;
    }
    Path file = appender.file();
    if (file != null && Files.notExists(file)) {
      fail(new IOException(file + " is gone"), now);
      return;
    }
    try {
      if (file != null && rolling.due(appender.fileBytes(), now)) {
        // The next turn that finds lines begins the file with them.
        appender.reserve(true);
      }
      sealing.keepUp(now);
      if (now - retentionAt >= 0 || retentionAt == Long.MIN_VALUE) {
        retentionAt = now + RETENTION_NANOS;
        retire();
      }
    } catch (IOException | RuntimeException e) {
      // What is looked after here can wait; what cannot be appended is found by who appends.
      LOG.log(Level.WARNING, "journal {0}: {1}", run.directory(), e.toString());
    }
  }

  private void beginFile(long now) {
    appender.enter();
    try {
      if (rolling.possible()) {
        sealing.sealFile();
        rolling.next(now);
        appender.fileBegins();
        retentionAt = now;
        appender.step(JournalFormat.MAX_LINES);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "journal {0}: {1}", run.directory(), e.toString());
    } finally {
      appender.reserve(false);
      appender.leave();
    }
  }

  private void retire() throws IOException {
    if (retention.clean(roots)) {
      appender.enter();
      try {
        appender.writer().filesRemoved();
      } finally {
        appender.leave();
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the journal's thread writes it.
  private void fail(Throwable cause, long now) {
    failures++;
    retryAt = now + RETRY.toNanos();
    close();
    String text =
        "journal "
            + run.directory()
            + ": cannot append ("
            + cause
            + "); records wait in memory, next try in "
            + RETRY.toSeconds()
            + " s; is the disk full or the directory gone?";
    // Once, however often it is tried.
    if (!text.equals(told)) {
      told = text;
      LOG.log(Level.ERROR, text);
      faults.accept(1, text);
    }
  }

  private void close() {
    appender.enter();
    try {
      closeWriter();
    } finally {
      appender.leave();
    }
  }

  /** For whoever has entered. */
  private void closeWriter() {
    try {
      JournalWriter old = appender.detach();
      appender.clearFailure();
      appender.reserve(false);
      if (old != null) {
        old.close();
      }
    } catch (Exception | Error e) {
      LOG.log(Level.WARNING, "journal {0}: did not close cleanly: {1}", run.directory(), e);
    }
  }
}
