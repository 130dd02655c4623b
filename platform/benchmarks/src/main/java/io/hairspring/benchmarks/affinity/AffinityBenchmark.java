package io.hairspring.benchmarks.affinity;

import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.work.BusyWork;
import io.hairspring.benchmarks.work.CompilerTime;
import io.hairspring.kernel.probe.KernelProbe;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The same cycles of a lane under the same competing load, in blocks by turns: placed with
 * everything else confined, pinned alone, and left to the operating system.
 */
public final class AffinityBenchmark implements Benchmark {
  private static final int ROUNDS = 31;
  private static final int QUICK_ROUNDS = 21;
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long QUICK_BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int WARM_UP_ROUNDS = 3;

  private final BundleContext bundle;
  private final KernelProbe probe;
  private final ArmSeries series = new ArmSeries();
  private PacedCycles cycles;

  /** On a platform. */
  public AffinityBenchmark(BundleContext bundle, KernelProbe probe) {
    this.bundle = bundle;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "affinity";
  }

  @Override
  public String description() {
    return "cycles under competing load: placed and confined, pinned alone, left to the system";
  }

  @Override
  public void run(BenchContext context) {
    final ServiceReference<ThreadPlacement> reference =
        bundle.getServiceReference(ThreadPlacement.class);
    if (reference == null) {
      throw new IllegalArgumentException(
          "bench affinity: there is no thread placement; its bundle must be installed, and"
              + " etc/io.hairspring.affinity.cfg right");
    }
    final LanePlace place = new LanePlace(bundle.getService(reference));
    try (LaneLikeThread lane = new LaneLikeThread();
        CompetingLoad load = CompetingLoad.on(Environment.processors())) {
      try {
        measure(context, place, lane, load);
      } finally {
        lane.run(place::leave);
      }
    } finally {
      bundle.ungetService(reference);
    }
  }

  private void measure(
      BenchContext context, LanePlace place, LaneLikeThread lane, CompetingLoad load) {
    context.progress().accept("affinity: warming up");
    lane.run(
        () -> {
          place.take(Arm.PINNED);
          cycles = new PacedCycles(probe.lane(), BusyWork.roundsPerNano());
        });
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      round(context, place, lane, load, i);
    }
    series.clear();
    final long collections = collections();
    final long compilation = CompilerTime.millis();
    final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
    for (int i = 1; i <= rounds; i++) {
      context.progress().accept("affinity: round " + i + " of " + rounds);
      round(context, place, lane, load, i);
      lane.run(
          () -> {
            place.take(Arm.PINNED);
            context.takeNoise();
          });
    }
    context
        .report()
        .put("affinity.core", (long) place.core())
        .put("affinity.competing_threads", (long) load.threads())
        .put("affinity.gc.count", collections() - collections)
        .put("affinity.compilation_ms", CompilerTime.millis() - compilation);
    context
        .table()
        .row(
            "affinity",
            load.threads()
                + " competing threads, "
                + (collections() - collections)
                + " collections, "
                + (CompilerTime.millis() - compilation)
                + " ms of compilation; the lane's core is "
                + place.core());
    series.show(context);
  }

  /** A block of each, beginning with another one every time; afterwards the load rests. */
  private void round(
      BenchContext context, LanePlace place, LaneLikeThread lane, CompetingLoad load, int first) {
    final Arm[] arms = Arm.values();
    final long block = context.quick() ? QUICK_BLOCK_NANOS : BLOCK_NANOS;
    load.resume();
    for (int i = 0; i < arms.length; i++) {
      final Arm arm = arms[(first + i) % arms.length];
      lane.run(
          () -> {
            place.take(arm);
            // The scheduler has moved everything by then.
            cycles.run(count(SETTLE_NANOS), nanos -> {});
            final Map<String, Long> before = load.turns();
            final long start = System.nanoTime();
            cycles.run(count(block), series.of(arm));
            series.load(arm).add(before, load.turns(), System.nanoTime() - start);
            series.of(arm).endBlock();
          });
    }
    series.endRound();
    load.rest();
    LockSupport.parkNanos(REST_NANOS);
  }

  private static int count(long nanos) {
    return (int) (nanos / PacedCycles.PERIOD_NANOS);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
