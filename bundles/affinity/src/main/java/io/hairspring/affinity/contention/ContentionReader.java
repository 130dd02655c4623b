package io.hairspring.affinity.contention;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.ContentionSample;
import java.util.Optional;

/**
 * Reads what the scheduler counted for a thread and what a host stole of its processor. Control
 * threads. Formats: the kernel's {@code Documentation/scheduler/sched-stats.rst} and proc(5).
 */
public final class ContentionReader {
  private static final int RAN = 0;
  private static final int WAITED = 1;
  private static final int STOLEN = 8;
  private static final long NANOS_A_TICK = 10_000_000;

  private final HostFiles files;

  /** Over the files of a machine. */
  public ContentionReader(HostFiles files) {
    this.files = files;
  }

  /**
   * Reads a sample.
   *
   * @param lane name of the thread
   * @param thread the kernel's number of the thread
   * @param core the processor it is pinned to
   * @return empty when the thread has ended or the kernel keeps no such count
   */
  public Optional<ContentionSample> read(String lane, int thread, int core) {
    String task = "proc/self/task/" + thread + "/";
    String[] scheduled = files.text(task + "schedstat").orElse("").split(" ", -1);
    if (scheduled.length <= WAITED) {
      return Optional.empty();
    }
    return Optional.of(
        new ContentionSample(
            lane,
            core,
            Long.parseLong(scheduled[RAN]),
            Long.parseLong(scheduled[WAITED]),
            files.labelled(task + "status", "nonvoluntary_ctxt_switches:").orElse(0),
            voluntary(task),
            stolen(core)));
  }

  private long voluntary(String task) {
    // The label is the end of the other one's too.
    String label = "voluntary_ctxt_switches:";
    return files.lines(task + "status").stream()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.substring(label.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private long stolen(int core) {
    return files.lines("proc/stat").stream()
        .filter(line -> line.startsWith("cpu" + core + " "))
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > STOLEN)
        .mapToLong(fields -> Long.parseLong(fields[STOLEN]) * NANOS_A_TICK)
        .findFirst()
        .orElse(0);
  }
}
