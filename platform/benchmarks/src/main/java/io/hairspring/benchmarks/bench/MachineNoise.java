package io.hairspring.benchmarks.bench;

import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.work.WideWork;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the machine does to a thread that measures: for how long it is kept from running, in the
 * gaps between two clock reads, and whether somebody else shares its physical core, in how long
 * {@link WideWork} takes. One thread at a time.
 */
public final class MachineNoise {
  private static final long GAPS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int WIDE_RUNS = 200;

  private final LatencySeries gaps = new LatencySeries("noise.lane");
  private final LatencySeries wide = new LatencySeries("noise.wide");
  private final WideWork work = new WideWork();

  /** Takes a block of it on the calling thread. */
  public void take() {
    final long end = System.nanoTime() + GAPS_NANOS;
    long before = System.nanoTime();
    while (before < end) {
      gaps.accept(System.nanoTime() - before);
      // Read anew: what the series took is not the machine's.
      before = System.nanoTime();
    }
    gaps.endBlock();
    for (int run = 0; run < WIDE_RUNS; run++) {
      wide.accept(work.nanos());
    }
    wide.endBlock();
  }

  /** All of it. */
  List<LatencySeries> series() {
    return List.of(gaps, wide);
  }
}
