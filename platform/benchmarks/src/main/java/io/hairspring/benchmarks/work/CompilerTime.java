package io.hairspring.benchmarks.work;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** How long the virtual machine has compiled. Any thread. */
public final class CompilerTime {
  private CompilerTime() {}

  /** Since the start, in milliseconds; 0 where nothing is compiled. */
  public static long millis() {
    final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }
}
