package io.hairspring.kernel.journal;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.kernel.ring.LineRing;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lines on their way to the loggers. A batch that a logger did not take is offered to it again with
 * the same lines, and gets no more until then. A logger that throws is left out and named. One
 * thread at a time.
 */
final class JournalBatch {
  /** Lines it holds. */
  static final int LINES = 256;

  private static final System.Logger LOG = System.getLogger(JournalBatch.class.getName());

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LINES * LineRing.LINE]);
  private final List<ExecutionLogger> loggers = new ArrayList<>();
  private final List<ExecutionLogger> owed = new ArrayList<>();
  private int lines;
  private boolean offered;

  /** Who gets the lines from now on. */
  void loggers(List<ExecutionLogger> keeping) {
    loggers.clear();
    loggers.addAll(keeping);
    owed.retainAll(loggers);
    if (loggers.isEmpty()) {
      clear();
    }
  }

  /** Whether nobody wants them. */
  boolean nobody() {
    return loggers.isEmpty();
  }

  /** Whether so many lines can be added. */
  boolean room(int more) {
    return !offered && lines + more <= LINES;
  }

  /** Adds a line, for which there is room. */
  void add(DirectBuffer source, int offset) {
    buffer.putBytes(lines * LineRing.LINE, source, offset, LineRing.LINE);
    lines++;
  }

  int lines() {
    return lines;
  }

  /** Whether a logger has refused what is in it. */
  boolean refused() {
    return offered;
  }

  /** Offers the lines to who has not taken them yet; whether all have. */
  boolean offer() {
    if (lines == 0) {
      return true;
    }
    if (!offered) {
      offered = true;
      // One by one: addAll makes an array of them, for every batch.
      for (int i = 0; i < loggers.size(); i++) {
        owed.add(loggers.get(i));
      }
    }
    while (!owed.isEmpty()) {
      final int last = owed.size() - 1;
      if (!taken(owed.get(last))) {
        return false;
      }
      owed.remove(last);
    }
    clear();
    return true;
  }

  private void clear() {
    lines = 0;
    offered = false;
  }

  private boolean taken(ExecutionLogger logger) {
    try {
      return logger.append(buffer, 0, lines * LineRing.LINE);
    } catch (final RuntimeException | Error e) {
      loggers.remove(logger);
      LOG.log(Level.ERROR, "logger " + logger.getClass().getName() + " failed and is left out", e);
      return true;
    }
  }
}
