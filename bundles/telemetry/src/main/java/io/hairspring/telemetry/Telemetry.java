package io.hairspring.telemetry;

import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.telemetry.counters.CountersWriter;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import io.hairspring.telemetry.metric.Snapshot;
import io.hairspring.telemetry.source.Source;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Reads all values every so often, on a slow thread of its own that keeps off the lanes' cores, and
 * shows them: in the counters file, and to whoever asks for the latest. A source that fails, a file
 * that cannot be made: trading and the rest go on, and it is said once.
 */
final class Telemetry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Telemetry.class.getName());
  private static final long STOP_MILLIS = 5_000;

  private final TelemetrySettings settings;
  private final List<Source> sources;
  private final Map<String, String> texts;
  private final Supplier<ThreadPlacement> placement;
  private final Thread thread = new Thread(this::run, "hairspring-telemetry");
  private volatile Snapshot latest = new Readings().snapshot(0);
  private volatile boolean closed;

  // Of the thread alone, from here on.
  private final Set<String> failed = new HashSet<>();
  private CountersWriter file;
  private ThreadPlacement confinedBy;
  private boolean full;
  private long collections;
  private long failures;
  private long lastNanos;

  /**
   * Prepares it.
   *
   * @param sources where the values come from
   * @param texts what does not change while the process runs, for the file's header
   * @param placement gives null while threads cannot be placed
   */
  Telemetry(
      TelemetrySettings settings,
      List<Source> sources,
      Map<String, String> texts,
      Supplier<ThreadPlacement> placement) {
    this.settings = settings;
    this.sources = List.copyOf(sources);
    this.texts = Map.copyOf(texts);
    this.placement = placement;
    thread.setDaemon(true);
  }

  /** Makes the file and begins. */
  void start() {
    thread.start();
  }

  private void run() {
    openFile();
    final long period = TimeUnit.MILLISECONDS.toNanos(settings.periodMillis());
    while (!closed) {
      turn();
      LockSupport.parkNanos(period);
    }
  }

  private void openFile() {
    try {
      file = new CountersWriter(settings.directory(), settings.counters(), settings.periodMillis());
    } catch (final IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "no counters file in {0} ({1}): ''stat'' will not see this process; directory in"
              + " etc/io.hairspring.telemetry.cfg must be one that can be written to",
          settings.directory(),
          e);
    }
  }

  /** What is repeated must not throw: it would not be repeated again. */
  private void turn() {
    try {
      confine();
      final long begin = System.nanoTime();
      final Snapshot now = collect();
      latest = now;
      if (file != null) {
        file.write(now);
        tellWhenFull();
      }
      lastNanos = System.nanoTime() - begin;
    } catch (final RuntimeException | Error e) {
      failures++;
      if (failed.add("telemetry")) {
        LOG.log(Level.WARNING, "telemetry: a turn failed; the next one comes all the same", e);
      }
    }
  }

  private void confine() {
    final ThreadPlacement service = placement.get();
    if (service != confinedBy) {
      confinedBy = service;
      if (service != null) {
        service.confineCurrentThread();
      }
    }
  }

  private Snapshot collect() {
    final Readings readings = new Readings();
    for (final Source source : sources) {
      try {
        source.read(readings);
        failed.remove(source.name());
      } catch (final RuntimeException | LinkageError e) {
        failures++;
        if (failed.add(source.name())) {
          LOG.log(Level.WARNING, "telemetry goes without the values of the " + source.name(), e);
        }
      }
    }
    readings.add(Metric.COLLECTIONS, ++collections);
    readings.add(Metric.FAILURES, failures);
    readings.add(Metric.COLLECTION_TIME, lastNanos);
    final long allocated = allocatedBytes();
    if (allocated >= 0) {
      readings.add(Metric.COLLECTION_ALLOCATED, allocated);
    }
    readings.add(Metric.SERIES_REFUSED, file == null ? 0 : file.refused());
    texts.forEach(readings::text);
    return readings.snapshot(System.currentTimeMillis());
  }

  private static long allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
        : -1;
  }

  private void tellWhenFull() {
    if (file.refused() > 0 && !full) {
      full = true;
      LOG.log(
          Level.WARNING,
          "the counters file has no room for {0} values: raise counters.max in"
              + " etc/io.hairspring.telemetry.cfg",
          file.refused());
    }
  }

  /** The values as they were at most a period ago; without any before the first look. */
  Snapshot latest() {
    return latest;
  }

  /** Ends, and removes the file. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
      if (thread.isAlive()) {
        LOG.log(Level.WARNING, "telemetry did not end within 5 s; its file is left");
        return;
      }
      if (file != null) {
        file.close();
        file = null;
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (final IOException e) {
      LOG.log(Level.WARNING, "the counters file could not be removed: {0}", e.getMessage());
    }
  }
}
