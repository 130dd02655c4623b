package io.hairspring.telemetry.source;

import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The virtual machine: heap, collections, processor time. None of it stops a thread. */
public final class JvmSource implements Source {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public String name() {
    return "virtual machine";
  }

  @Override
  public void read(Readings into) {
    final MemoryUsage heap = memory.getHeapMemoryUsage();
    into.add(Metric.HEAP_USED, heap.getUsed());
    into.add(Metric.HEAP_COMMITTED, heap.getCommitted());
    for (final GarbageCollectorMXBean collector : collectors) {
      final String label = collector.getName().toLowerCase(Locale.ROOT).replace(' ', '_');
      into.add(Metric.GC_COLLECTIONS, collector.getCollectionCount(), label);
      into.add(Metric.GC_TIME, TimeUnit.MILLISECONDS.toNanos(collector.getCollectionTime()), label);
    }
    into.add(Metric.PROCESS_THREADS, threads.getThreadCount());
    if (system instanceof com.sun.management.OperatingSystemMXBean machine) {
      into.add(Metric.PROCESS_CPU, machine.getProcessCpuTime());
    }
  }
}
