package io.hairspring.logger;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.logger.journal.JournalFormat;
import java.io.IOError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.agrona.DirectBuffer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Keeps execution records in a Chronicle Queue, one directory per run: {@code run-<UTC
 * time>-<process id>} under the configured directory. {@link JournalFormat} says how they lie
 * there.
 *
 * <p>{@link #append} is for one thread at a time, the observer's; {@link #close} may come from
 * another. An append is a copy into mapped memory: once warm it allocates nothing, except when the
 * journal starts a new file. It reaches the disk when the operating system writes it back, so the
 * records of a process that dies are kept and the last seconds of a machine that dies are not.
 *
 * <p><b>When an append fails</b> (disk full, directory gone) the observer must live on. The batch
 * is not taken: {@code append} returns false, and so the observer offers it again, and what it
 * cannot hold meanwhile is dropped and counted by it, not lost in silence here. One line says what
 * failed and where. Until {@link #RETRY} has passed every batch is refused at once; then the
 * journal is opened anew, in the same directory, and one line says how many offers were refused.
 */
@Component(configurationPid = "io.hairspring.logger")
public final class ChronicleExecutionLogger implements ExecutionLogger {
  /** How long after a failure the journal is tried again. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final System.Logger LOG =
      System.getLogger(ChronicleExecutionLogger.class.getName());
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path run;
  private final RollCycleChoice rollCycle;
  private JournalWriter writer;
  private boolean closed;
  private long failedAtNanos;
  private long refused;
  private long failures;

  /**
   * Opens the journal of this run. Control thread.
   *
   * @throws IllegalArgumentException when a configured value is wrong
   * @throws IllegalStateException when the directory cannot be made
   */
  @Activate
  public ChronicleExecutionLogger(LoggerConfiguration configuration) {
    this(JournalSettings.of(configuration), Clock.systemUTC());
  }

  /** With the checked settings and the clock that names the run. */
  ChronicleExecutionLogger(JournalSettings settings, Clock clock) {
    rollCycle = settings.rollCycle();
    run =
        settings
            .directory()
            .resolve(
                "run-" + RUN_TIME.format(clock.instant()) + "-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(run);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot make the journal's directory "
              + run
              + " ("
              + e
              + "): io.hairspring.logger directory must name one that this user may write to",
          e);
    }
    writer = new JournalWriter(run, rollCycle);
  }

  @Override
  public synchronized boolean append(DirectBuffer buffer, int offset, int length) {
    if (closed || (writer == null && !reopen())) {
      refused++;
      return false;
    }
    try {
      writer.append(buffer, offset, length);
      return true;
    } catch (Exception | InternalError | IOError e) {
      // InternalError is how the JVM reports that a mapped page cannot be written: the disk is
      // full.
      fail(e);
      return false;
    }
  }

  /** Closes the journal. Afterwards every batch is refused. */
  @Deactivate
  public synchronized void close() {
    closed = true;
    closeWriter();
  }

  @Override
  public String location() {
    return run.toString();
  }

  /** How many appends or attempts to open the journal have failed. */
  public synchronized long failures() {
    return failures;
  }

  private boolean reopen() {
    if (System.nanoTime() - failedAtNanos < RETRY.toNanos()) {
      return false;
    }
    try {
      writer = new JournalWriter(run, rollCycle);
    } catch (Exception | InternalError | IOError e) {
      fail(e);
      return false;
    }
    LOG.log(
        Level.INFO,
        "journal {0}: open again, {1} offers were refused",
        run,
        Long.toString(refused));
    refused = 0;
    return true;
  }

  private void fail(Throwable cause) {
    failures++;
    refused++;
    failedAtNanos = System.nanoTime();
    LOG.log(
        Level.ERROR,
        "journal {0}: cannot append ({1}); records are refused, next try in {2} s; is the disk full"
            + " or the directory gone?",
        run,
        cause,
        RETRY.toSeconds());
    closeWriter();
  }

  private void closeWriter() {
    JournalWriter old = writer;
    writer = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
    } catch (Exception | InternalError | IOError e) {
      LOG.log(Level.WARNING, "journal {0}: did not close cleanly: {1}", run, e);
    }
  }
}
