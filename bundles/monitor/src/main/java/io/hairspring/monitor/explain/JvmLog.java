package io.hairspring.monitor.explain;

import io.hairspring.api.time.PlatformClock;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * What the JVM itself says it did, by event streaming (JEP 349): the times in which it had all
 * threads stand, and compiled code it threw away. It is told up to two seconds later; a recorder's
 * thread hears it, some kilobytes and a millisecond of its core a second. Any thread asks.
 */
public final class JvmLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JvmLog.class.getName());
  private static final int KEPT = 512;
  private static final Duration SHORTEST = Duration.ofNanos(10_000);
  private static final Duration LONGEST_AGE = Duration.ofSeconds(10);
  private static final String OPERATION = "jdk.ExecuteVMOperation";
  private static final String DEOPTIMISATION = "jdk.Deoptimization";

  private final PlatformClock clock;
  private final Deque<JvmAct> acts = new ArrayDeque<>();
  private RecordingStream stream;
  private long flushedNanos;
  private long coveredNanos;

  /** Hears nothing yet. */
  public JvmLog(PlatformClock clock) {
    this.clock = clock;
  }

  /** Begins to listen; where the JVM has no recorder that is said, and nothing is ever heard. */
  public synchronized void start() {
    try {
      stream = new RecordingStream();
      stream.enable(OPERATION).withThreshold(SHORTEST).withoutStackTrace();
      stream.enable(DEOPTIMISATION).withoutStackTrace();
      stream.setMaxAge(LONGEST_AGE);
      stream.setOrdered(false);
      stream.onEvent(OPERATION, this::operation);
      stream.onEvent(DEOPTIMISATION, this::deoptimisation);
      stream.onFlush(this::flushed);
      stream.startAsync();
    } catch (final IllegalStateException | SecurityException | LinkageError e) {
      stream = null;
      LOG.log(Level.WARNING, "the JVM does not tell what it does: " + e.getMessage());
    }
  }

  private void operation(RecordedEvent event) {
    if (event.getBoolean("safepoint")) {
      add(
          act(
              JvmAct.Kind.STOP,
              "",
              event,
              event.getString("operation") + " had all threads stand"));
    }
  }

  private void deoptimisation(RecordedEvent event) {
    final String thread = event.getThread() == null ? "" : event.getThread().getJavaName();
    add(
        act(
            JvmAct.Kind.DEOPTIMISATION,
            thread == null ? "" : thread,
            event,
            "compiled code was thrown away, "
                + event.getString("reason")
                + " in line "
                + event.getInt("lineNumber")
                + " of "
                + event.<jdk.jfr.consumer.RecordedMethod>getValue("method").getName()));
  }

  private JvmAct act(JvmAct.Kind kind, String thread, RecordedEvent event, String what) {
    return new JvmAct(
        kind, thread, platformNanos(event.getStartTime()), platformNanos(event.getEndTime()), what);
  }

  private long platformNanos(Instant instant) {
    final long now = clock.nanoTime();
    return now
        - clock.epochNanos(now)
        + TimeUnit.SECONDS.toNanos(instant.getEpochSecond())
        + instant.getNano();
  }

  synchronized void add(JvmAct act) {
    if (acts.size() == KEPT) {
      acts.removeFirst();
    }
    acts.addLast(act);
  }

  /** What had ended before the flush before this one has been heard. */
  synchronized void flushed() {
    coveredNanos = flushedNanos;
    flushedNanos = clock.nanoTime();
  }

  /** Whether all that was done until a moment has been heard, or never will be. */
  public synchronized boolean covers(long nanos) {
    return stream == null || coveredNanos >= nanos;
  }

  /** What was done between two moments, as far as it has been heard. */
  synchronized List<JvmAct> between(JvmAct.Kind kind, long from, long to) {
    return acts.stream()
        .filter(act -> act.kind() == kind && act.endNanos() >= from && act.beginNanos() <= to)
        .toList();
  }

  @Override
  public void close() {
    final RecordingStream ending;
    synchronized (this) {
      ending = stream;
      stream = null;
    }
    // Not with the lock: it waits for its thread, which may be about to tell something.
    if (ending != null) {
      ending.close();
    }
  }
}
