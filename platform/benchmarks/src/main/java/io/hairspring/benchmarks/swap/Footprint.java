package io.hairspring.benchmarks.swap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/**
 * What the process holds after a collection.
 *
 * @param heapBytes on the heap
 * @param metaspaceBytes for classes
 * @param classes loaded
 */
record Footprint(long heapBytes, long metaspaceBytes, long classes) {
  private static final int COLLECTIONS = 3;

  /** Collects, which stops every thread, and looks. */
  static Footprint take() {
    for (int i = 0; i < COLLECTIONS; i++) {
      // Class loaders become free one collection after what referred to them was finalised.
      System.gc();
    }
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().contains("Metaspace"))
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
  }
}
