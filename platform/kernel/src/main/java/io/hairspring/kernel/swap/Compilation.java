package io.hairspring.kernel.swap;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether the compiler still has work: code that waits in its queue would be taken into use later,
 * and run for the first time on the lane. Shadow thread.
 */
final class Compilation {
  private static final int QUIET_LOOKS = 3;
  private static final int MOST_LOOKS = 50;

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private long last = -1;
  private int quiet;
  private int looks;

  /** Whether it has done nothing between the last looks, or there have been too many of them. */
  boolean rests() {
    final long spent =
        compiler == null || !compiler.isCompilationTimeMonitoringSupported()
            ? 0
            : compiler.getTotalCompilationTime();
    quiet = spent == last ? quiet + 1 : 0;
    last = spent;
    return quiet >= QUIET_LOOKS || ++looks >= MOST_LOOKS;
  }
}
