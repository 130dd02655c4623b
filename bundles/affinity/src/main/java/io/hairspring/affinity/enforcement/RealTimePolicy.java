package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.Capabilities;
import io.hairspring.affinity.topology.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a lane may be put under {@code SCHED_FIFO} without harm. A lane spins and never blocks,
 * so it meets both ends of the kernel's real-time throttling: with it, the kernel stops the lane
 * for the rest of every period, 50 ms of each second by default; without it, the kernel's own
 * threads that are bound to the lane's core never run, and whoever waits for them waits for ever.
 * Sources: sched(7), "Limiting the CPU usage of real-time and deadline processes"; the kernel's
 * {@code Documentation/scheduler/sched-rt-group.rst}.
 */
public final class RealTimePolicy {
  /** The lowest: above all ordinary threads, below the kernel's own of migration and watchdog. */
  public static final int PRIORITY = 1;

  private static final String RUNTIME = "proc/sys/kernel/sched_rt_runtime_us";
  private static final String PERIOD = "proc/sys/kernel/sched_rt_period_us";
  private static final int CAP_SYS_NICE = 23;
  private static final int MICROS_A_MILLI = 1000;

  private final HostFiles files;

  /** Over the files of a machine. */
  public RealTimePolicy(HostFiles files) {
    this.files = files;
  }

  /** What makes it impossible: the privilege is missing. Empty when nothing does. */
  public List<String> obstacles() {
    boolean capable = Capabilities.has(files, CAP_SYS_NICE);
    OptionalLong limit = files.labelled("proc/self/limits", "Max realtime priority");
    return capable || limit.orElse(0) >= PRIORITY
        ? List.of()
        : List.of(
            "the process may not: it needs CAP_SYS_NICE or a limit of real-time priority"
                + " (ulimit -r 1, or LimitRTPRIO=1 of its unit)");
  }

  /**
   * What makes it harmful on a core. Empty when nothing does.
   *
   * @param isolated whether the core is isolated and without a periodic tick, so that the kernel
   *     has little to do there
   */
  public List<String> dangers(int core, boolean isolated) {
    List<String> dangers = new ArrayList<>();
    long runtime = files.number(RUNTIME).orElse(-1);
    long period = files.number(PERIOD).orElse(1_000_000);
    if (runtime >= 0 && runtime < period) {
      dangers.add(
          "real-time throttling would stop the lane for "
              + (period - runtime) / MICROS_A_MILLI
              + " ms of every "
              + period / MICROS_A_MILLI
              + " ms (sysctl -w kernel.sched_rt_runtime_us=-1)");
    } else if (!isolated) {
      dangers.add(
          "with throttling off, kernel threads bound to core "
              + core
              + " would never run, and the system could hang: isolate it (isolcpus="
              + core
              + " nohz_full="
              + core
              + " rcu_nocbs="
              + core
              + ")");
    }
    return dangers;
  }
}
