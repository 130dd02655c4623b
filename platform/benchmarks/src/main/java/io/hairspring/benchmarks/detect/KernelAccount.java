package io.hairspring.benchmarks.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the kernel says the lane and the agents have waited for a processor, from {@code
 * /proc/self/task/.../schedstat}, and what a host has stolen. Main thread.
 */
final class KernelAccount {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Path STAT = Path.of("/proc/stat");
  private static final int STEAL = 8;
  private static final long TICK_NANOS = 10_000_000;
  private static final long ASIDE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long WINDOW_NANOS = TimeUnit.MICROSECONDS.toNanos(400);
  private static final int DRY_RUNS = 41;

  private final List<Path> threads;
  private final long own;

  /** What the threads were kept from a processor for since something was done. */
  final class KeptOff {
    private final long before;
    private final long soon;

    private KeptOff(long before, long soon) {
      this.before = before;
      this.soon = soon;
    }

    /**
     * In nanoseconds, without what asking costs: shortly after it, or until now when that matters.
     *
     * @param nanos how long the time was that is asked about
     */
    long nanos(long nanos) {
      return nanos < WINDOW_NANOS ? soon - before - own : keptNanos() - before - own;
    }
  }

  private KernelAccount(List<Path> threads) {
    this.threads = threads;
    this.own = own();
  }

  /** What this thread keeps the others from a processor for when it asks; they share one. */
  private long own() {
    final long[] all = new long[DRY_RUNS];
    for (int i = 0; i < DRY_RUNS; i++) {
      final KeptOff off = during(() -> {});
      all[i] = off.soon - off.before;
    }
    Arrays.sort(all);
    return all[DRY_RUNS / 2];
  }

  /** Does something, and has looked before it and 0.4 ms after it. */
  KeptOff during(Runnable work) {
    final long before = stolen() + waited();
    // What has waited for this thread meanwhile runs, and is counted.
    FaultSession.pause(ASIDE_NANOS);
    work.run();
    FaultSession.pause(WINDOW_NANOS);
    return new KeptOff(before, keptNanos());
  }

  /** Of the threads of this process that are a lane's or an agent's. */
  static KernelAccount ofLanesAndAgents() {
    if (!Files.isDirectory(TASKS)) {
      return new KernelAccount(List.of());
    }
    try (Stream<Path> all = Files.list(TASKS)) {
      return new KernelAccount(all.filter(KernelAccount::counts).toList());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel keeps fifteen characters of a name; composite agents' begin with a bracket. */
  private static boolean counts(Path thread) {
    try {
      final String name = Files.readString(thread.resolve("comm")).trim();
      return name.startsWith("hairspring-lane") || name.startsWith("[") || name.equals("observer");
    } catch (final IOException e) {
      return false;
    }
  }

  boolean known() {
    return !threads.isEmpty();
  }

  /**
   * Nanoseconds that they have been kept from a processor, all together. The threads are asked
   * first, and before it all they were asked last: to read the rest keeps them off too.
   */
  private long keptNanos() {
    return waited() + stolen();
  }

  private long waited() {
    long sum = 0;
    for (final Path thread : threads) {
      try {
        sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split("\\s+", -1)[1]);
      } catch (final IOException | RuntimeException e) {
        // It has ended, or this kernel does not count.
      }
    }
    return sum;
  }

  private static long stolen() {
    try {
      return Long.parseLong(Files.readString(STAT).split("\\n", 2)[0].split("\\s+", -1)[STEAL])
          * TICK_NANOS;
    } catch (final IOException | RuntimeException e) {
      return 0;
    }
  }
}
