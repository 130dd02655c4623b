package io.hairspring.kernel.agent;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.journal.Journal;
import io.hairspring.kernel.journal.RecordStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Reads each execution record once: for the monitors first, then for the journal, which has it wait
 * in its ring while loggers take nothing. Monitors see every record as it comes, whatever loggers
 * do. A monitor that throws is left out and named; the rest goes on.
 */
public final class ObserverAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(ObserverAgent.class.getName());
  private static final int BATCH = 64;

  /** Who is told; a new one for every change. */
  private record Observers(
      long version, List<ExecutionMonitor> monitors, List<ExecutionLogger> loggers) {}

  private final Journal journal;
  private volatile Observers wanted = new Observers(0, List.of(), List.of());
  private volatile Observers inUse = wanted;

  // Of the agent's thread alone.
  private final List<ExecutionMonitor> monitors = new ArrayList<>();

  /** Prepares the observer of a session's records. */
  public ObserverAgent(Journal journal) {
    this.journal = journal;
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

  /** Whether nothing waits on its way to the loggers. Any thread. */
  public boolean idle() {
    return journal.idle();
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
    int shown = 0;
    final List<RecordStream> streams = journal.streams();
    for (int lane = 0; lane < streams.size(); lane++) {
      shown += show(streams.get(lane));
    }
    return Math.max(shown, journal.turn());
  }

  @Override
  public void onClose() {
    while (doWork() > 0) {
      // What is there is shown and handed over.
    }
    journal.close();
  }

  private void adopt(Observers next) {
    monitors.clear();
    monitors.addAll(next.monitors());
    journal.loggers(next.loggers());
    inUse = next;
  }

  private int show(RecordStream stream) {
    final int lines = stream.toShow(BATCH);
    if (lines == 0) {
      return 0;
    }
    for (int m = monitors.size() - 1; m >= 0; m--) {
      final ExecutionMonitor monitor = monitors.get(m);
      try {
        stream.show(monitor, lines);
      } catch (final RuntimeException | Error e) {
        monitors.remove(m);
        LOG.log(
            Level.ERROR, "monitor " + monitor.getClass().getName() + " failed and is left out", e);
      }
    }
    stream.shown(lines);
    return lines;
  }
}
