package io.hairspring.affinity.contention;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.ContentionSample;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

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
  private static final long LEAST_WAITED_NANOS = 100_000;
  private static final long SELDOM_NANOS = 5 * NANOS_A_TICK;
  private static final int MINOR_FAULTS = 9;
  private static final int MAJOR_FAULTS = 11;

  /** What is read of a thread, and what was read of it last. */
  private static final class Counters {
    /** Null where there is no such file. */
    private final CounterFile scheduled;

    /** Null where there is no such file. */
    private CounterFile status;

    /** Null where there is no such file. */
    private CounterFile stat;

    private long waited = -LEAST_WAITED_NANOS;
    private long involuntary;
    private long voluntary;
    private int core = -1;
    private long stolen;
    private long faults;
    private long seldomNanos;

    private Counters(CounterFile scheduled, CounterFile status, CounterFile stat) {
      this.scheduled = scheduled;
      this.status = status;
      this.stat = stat;
    }
  }

  private final HostFiles files;
  private final LongSupplier clock;
  private final Map<Integer, Counters> threads = new HashMap<>();
  private CounterFile machine;

  /** Over the files of a machine. */
  public ContentionReader(HostFiles files) {
    this(files, System::nanoTime);
  }

  ContentionReader(HostFiles files, LongSupplier clock) {
    this.files = files;
    this.clock = clock;
    machine = open("proc/stat");
  }

  /**
   * Reads a sample. What is dear to read is read when it can have changed enough to matter: the
   * switches when the thread has waited, as it does when it is made to leave its processor, and
   * what the host took, which is counted in steps of 10 ms, and page faults every 50 ms.
   *
   * @param lane name of the thread
   * @param thread the kernel's number of the thread
   * @param core the processor it is pinned to
   * @return empty when the thread has ended or the kernel keeps no such count
   */
  public Optional<ContentionSample> read(String lane, int thread, int core) {
    Counters counters = threads.get(thread);
    if (counters == null) {
      String task = "proc/self/task/" + thread + "/";
      counters = new Counters(open(task + "schedstat"), open(task + "status"), open(task + "stat"));
      threads.put(thread, counters);
    }
    CounterFile scheduled = refreshed(counters.scheduled);
    if (scheduled == null) {
      forget(thread);
      return Optional.empty();
    }
    long waited = scheduled.number("", WAITED);
    if (waited - counters.waited >= LEAST_WAITED_NANOS) {
      counters.waited = waited;
      switches(counters);
    }
    seldom(counters, core);
    return Optional.of(
        new ContentionSample(
            lane,
            core,
            scheduled.number("", RAN),
            waited,
            counters.involuntary,
            counters.voluntary,
            counters.stolen,
            counters.faults));
  }

  private static void switches(Counters counters) {
    counters.status = refreshed(counters.status);
    if (counters.status != null) {
      counters.involuntary = counters.status.number("nonvoluntary_ctxt_switches:", 0);
      counters.voluntary = counters.status.number("voluntary_ctxt_switches:", 0);
    }
  }

  private void seldom(Counters counters, int core) {
    long now = clock.getAsLong();
    if (core == counters.core && now - counters.seldomNanos < SELDOM_NANOS) {
      return;
    }
    counters.core = core;
    counters.seldomNanos = now;
    machine = refreshed(machine);
    counters.stolen =
        machine == null ? 0 : machine.number("cpu" + core + " ", STOLEN) * NANOS_A_TICK;
    counters.stat = refreshed(counters.stat);
    counters.faults =
        counters.stat == null
            ? 0
            : counters.stat.number("", MINOR_FAULTS) + counters.stat.number("", MAJOR_FAULTS);
  }

  private CounterFile open(String name) {
    try {
      return new CounterFile(files.path(name));
    } catch (IOException e) {
      return null;
    }
  }

  private static CounterFile refreshed(CounterFile file) {
    try {
      if (file != null) {
        file.refresh();
      }
      return file;
    } catch (IOException e) {
      // The thread has ended.
      close(file);
      return null;
    }
  }

  private void forget(int thread) {
    Counters gone = threads.remove(thread);
    close(gone.scheduled);
    close(gone.status);
    close(gone.stat);
  }

  /** Gives back what was opened for threads that are not among these. */
  public void keepOnly(Set<Integer> wanted) {
    for (int thread : List.copyOf(threads.keySet())) {
      if (!wanted.contains(thread)) {
        forget(thread);
      }
    }
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
    keepOnly(Set.of());
    close(machine);
    machine = null;
  }
}
