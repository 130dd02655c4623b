package io.hairspring.kernel.agent;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.ring.LineRing;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Reads each execution record once: for the monitors first, then for the logger. While a logger
 * takes no batch the records wait in their ring. A monitor or logger that throws is left out and
 * named; the rest goes on.
 */
public final class ObserverAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(ObserverAgent.class.getName());
  private static final int BATCH = 32;

  /** Who is told; a new one for every change. */
  private record Observers(
      long version, List<ExecutionMonitor> monitors, List<ExecutionLogger> loggers) {}

  private final LineRing records;
  private volatile Observers wanted = new Observers(0, List.of(), List.of());
  private volatile Observers inUse = wanted;

  // Of the agent's thread alone, from here on.
  private final List<ExecutionMonitor> monitors = new ArrayList<>();
  private final List<ExecutionLogger> loggers = new ArrayList<>();
  private final List<ExecutionLogger> stillToLog = new ArrayList<>();
  private int pending;

  /** Prepares the observer of one lane's records. */
  public ObserverAgent(LineRing records) {
    this.records = records;
  }

  /**
   * Control thread: who is told from now on; {@link #settled} says when who has left is left alone.
   */
  public void observers(List<ExecutionMonitor> watching, List<ExecutionLogger> keeping) {
    wanted = new Observers(wanted.version() + 1, List.copyOf(watching), List.copyOf(keeping));
  }

  /** Whether the last change is in force. Any thread. */
  public boolean settled() {
    return inUse.version() == wanted.version();
  }

  @Override
  public String roleName() {
    return "observer";
  }

  @Override
  public int doWork() {
    if (inUse.version() != wanted.version()) {
      adopt(wanted);
    }
    final int first = records.peek();
    if (first == LineRing.EMPTY) {
      return 0;
    }
    if (pending == 0) {
      pending = Math.min(records.contiguous(), BATCH);
      // One by one: addAll makes an array of them, for every batch.
      for (int i = 0; i < loggers.size(); i++) {
        stillToLog.add(loggers.get(i));
      }
      tellMonitors(first);
    }
    // A batch that a logger did not take is offered to it again with the same bounds.
    if (!log(first)) {
      return 0;
    }
    final int lines = pending;
    pending = 0;
    records.release(lines);
    return lines;
  }

  private void adopt(Observers next) {
    monitors.clear();
    monitors.addAll(next.monitors());
    loggers.clear();
    loggers.addAll(next.loggers());
    stillToLog.retainAll(loggers);
    inUse = next;
  }

  private void tellMonitors(int first) {
    for (int m = monitors.size() - 1; m >= 0; m--) {
      final ExecutionMonitor monitor = monitors.get(m);
      try {
        for (int i = 0; i < pending; i++) {
          monitor.onRecord(records.buffer(), first + i * LineRing.LINE);
        }
      } catch (final RuntimeException | Error e) {
        monitors.remove(m);
        leftOut("monitor", monitor, e);
      }
    }
  }

  private boolean log(int first) {
    while (!stillToLog.isEmpty()) {
      final int last = stillToLog.size() - 1;
      final ExecutionLogger logger = stillToLog.get(last);
      try {
        if (!logger.append(records.buffer(), first, pending * LineRing.LINE)) {
          return false;
        }
      } catch (final RuntimeException | Error e) {
        loggers.remove(logger);
        leftOut("logger", logger, e);
      }
      stillToLog.remove(last);
    }
    return true;
  }

  private static void leftOut(String kind, Object observer, Throwable cause) {
    LOG.log(
        Level.ERROR, kind + " " + observer.getClass().getName() + " failed and is left out", cause);
  }
}
