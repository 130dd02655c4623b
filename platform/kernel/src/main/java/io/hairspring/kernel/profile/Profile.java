package io.hairspring.kernel.profile;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TaskTimesDecoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;

/**
 * Measured times of tasks, from the sampled cycles' records. The observer's thread writes, the
 * control thread gathers and reads.
 */
public final class Profile implements ExecutionMonitor {
  private static final int NUMBER_SHIFT = 48;
  private static final long NANOS = (1L << NUMBER_SHIFT) - 1;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final TaskTimesDecoder line = new TaskTimesDecoder();
  private final Map<Integer, TaskWindow> windows = new ConcurrentHashMap<>();
  private final CycleTimes cycles = new CycleTimes();

  /** Keeps the times of a task from now on, by its number. Control thread. */
  public void follow(int task) {
    windows.computeIfAbsent(task, any -> new TaskWindow());
  }

  /** Keeps them from now on as if nothing had been known before. Control thread. */
  public void followAnew(int task) {
    windows.put(task, new TaskWindow());
  }

  /** Keeps them no longer. Control thread. */
  public void forget(int task) {
    windows.remove(task);
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() == TaskTimesDecoder.TEMPLATE_ID) {
      line.wrapAndApplyHeader(buffer, offset, header);
      add(line.time1());
      add(line.time2());
      add(line.time3());
      add(line.time4());
      add(line.time5());
      add(line.time6());
    } else {
      cycles.onRecord(buffer, offset);
    }
  }

  /** What whole cycles take. */
  public CycleTimes cycles() {
    return cycles;
  }

  private void add(long packed) {
    final TaskWindow window = windows.get((int) (packed >>> NUMBER_SHIFT));
    if (window != null) {
      window.add(packed & NANOS);
    }
  }

  /** Takes in what was measured since the last time. Control thread. */
  public void gather() {
    windows.values().forEach(TaskWindow::gather);
  }

  /** What is known of a task. Control thread. */
  public TaskProfile of(int task) {
    final TaskWindow window = windows.get(task);
    return window == null ? TaskProfile.UNKNOWN : window.profile();
  }

  /** The times to plan with: measured, or declared where nothing is. */
  public TaskTimes times() {
    return this::nanos;
  }

  private long nanos(TaskNode node) {
    final TaskProfile known = of(node.number());
    return known.samples() == 0
        ? TaskTimes.DECLARED.nanos(node)
        : Math.max(1, known.expectedNanos());
  }
}
