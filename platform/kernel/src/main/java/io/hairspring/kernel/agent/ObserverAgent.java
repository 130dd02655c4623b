package io.hairspring.kernel.agent;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.ring.LineRing;
import java.lang.System.Logger.Level;
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

  private final LineRing records;
  private volatile List<ExecutionMonitor> monitors = List.of();
  private volatile List<ExecutionLogger> loggers = List.of();
  private int seenByMonitors;
  private int loggedBy;

  /** Prepares the observer of one lane's records. */
  public ObserverAgent(LineRing records) {
    this.records = records;
  }

  /** Control thread: who is told from now on. */
  public void observers(List<ExecutionMonitor> watching, List<ExecutionLogger> keeping) {
    monitors = List.copyOf(watching);
    loggers = List.copyOf(keeping);
  }

  @Override
  public String roleName() {
    return "observer";
  }

  @Override
  public int doWork() {
    final int first = records.peek();
    if (first == LineRing.EMPTY) {
      return 0;
    }
    // A batch that a logger did not take is offered again with the same bounds.
    final int lines = seenByMonitors != 0 ? seenByMonitors : Math.min(records.contiguous(), BATCH);
    if (seenByMonitors == 0) {
      for (final ExecutionMonitor monitor : monitors) {
        tell(monitor, first, lines);
      }
      seenByMonitors = lines;
    }
    if (!log(first, lines)) {
      return 0;
    }
    seenByMonitors = 0;
    loggedBy = 0;
    records.release(lines);
    return lines;
  }

  private void tell(ExecutionMonitor monitor, int first, int lines) {
    try {
      for (int i = 0; i < lines; i++) {
        monitor.onRecord(records.buffer(), first + i * LineRing.LINE);
      }
    } catch (final RuntimeException e) {
      LOG.log(
          Level.ERROR, "monitor " + monitor.getClass().getName() + " failed and is left out", e);
      monitors = monitors.stream().filter(m -> m != monitor).toList();
    }
  }

  private boolean log(int first, int lines) {
    final List<ExecutionLogger> keeping = loggers;
    while (loggedBy < keeping.size()) {
      final ExecutionLogger logger = keeping.get(loggedBy);
      try {
        if (!logger.append(records.buffer(), first, lines * LineRing.LINE)) {
          return false;
        }
        loggedBy++;
      } catch (final RuntimeException e) {
        LOG.log(
            Level.ERROR, "logger " + logger.getClass().getName() + " failed and is left out", e);
        loggers = keeping.stream().filter(l -> l != logger).toList();
        return false;
      }
    }
    return true;
  }
}
