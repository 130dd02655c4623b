package io.hairspring.affinity.contention;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.ContentionSample;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the scheduler counted for a thread and what a host stole of its processor. One control
 * thread at a time. Formats: the kernel's {@code Documentation/scheduler/sched-stats.rst} and
 * proc(5).
 */
public final class ContentionReader implements Closeable {
  private static final System.Logger LOG = System.getLogger(ContentionReader.class.getName());
  private static final int RAN = 0;
  private static final int WAITED = 1;
  private static final int STOLEN = 7;
  private static final long NANOS_A_TICK = 10_000_000;

  private final HostFiles files;
  private final Map<String, CounterFile> open = new HashMap<>();

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
    Optional<CounterFile> scheduled = refreshed(task(thread) + "schedstat");
    if (scheduled.isEmpty()) {
      return Optional.empty();
    }
    Optional<CounterFile> status = refreshed(task(thread) + "status");
    return Optional.of(
        new ContentionSample(
            lane,
            core,
            scheduled.get().number("", RAN),
            scheduled.get().number("", WAITED),
            status.map(file -> file.number("nonvoluntary_ctxt_switches:", 0)).orElse(0L),
            status.map(file -> file.number("voluntary_ctxt_switches:", 0)).orElse(0L),
            refreshed("proc/stat")
                .map(file -> file.number("cpu" + core + " ", STOLEN) * NANOS_A_TICK)
                .orElse(0L)));
  }

  private static String task(int thread) {
    return "proc/self/task/" + thread + "/";
  }

  private Optional<CounterFile> refreshed(String name) {
    try {
      CounterFile file = open.get(name);
      if (file == null) {
        file = new CounterFile(files.path(name));
        open.put(name, file);
      }
      file.refresh();
      return Optional.of(file);
    } catch (IOException e) {
      // The thread has ended, or this kernel does not count.
      close(open.remove(name));
      return Optional.empty();
    }
  }

  /** Gives back what was opened for threads that are not among these. */
  public void keepOnly(Set<Integer> threads) {
    open.entrySet()
        .removeIf(
            entry -> {
              boolean ended =
                  entry.getKey().startsWith("proc/self/task/")
                      && threads.stream().noneMatch(id -> entry.getKey().startsWith(task(id)));
              if (ended) {
                close(entry.getValue());
              }
              return ended;
            });
  }

  private static void close(CounterFile file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a file of the kernel's counters did not close: {0}", e.toString());
    }
  }

  @Override
  public void close() {
    open.values().forEach(ContentionReader::close);
    open.clear();
  }
}
