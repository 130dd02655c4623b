package io.hairspring.benchmarks.detect;

import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Samples;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Whether the platform is as fast after a fault as it was before: a window right before each fault,
 * and one right after the fault is over and the mitigation taken back. Main thread.
 */
final class Recovery {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;

  private final CycleWindow window;
  private final Samples medians = new Samples();
  private final Samples tails = new Samples();
  private final Samples tailsBefore = new Samples();
  private final Samples tailsAfter = new Samples();
  private final LatencySeries lasted = new LatencySeries("detect.recovered");
  private long medianBefore;
  private long tailBefore;
  private long notBack;

  Recovery(CycleWindow window) {
    this.window = window;
  }

  /** A fault is about to be injected. */
  void before() {
    take();
    medianBefore = window.tickToOrder(MEDIAN);
    tailBefore = window.tickToOrder(TAIL);
  }

  /** All is told to be over that a fault has brought, so long after it began. */
  void after(long nanos) {
    lasted.accept(nanos);
    take();
    if (medianBefore > 0 && window.orders() > 0) {
      medians.add((double) window.tickToOrder(MEDIAN) / medianBefore);
      tails.add((double) window.tickToOrder(TAIL) / tailBefore);
      tailsBefore.add((double) tailBefore);
      tailsAfter.add((double) window.tickToOrder(TAIL));
    }
  }

  /** Something that a fault has brought is not over after all the time that it is given. */
  void notBack() {
    notBack++;
  }

  private void take() {
    window.begin();
    FaultSession.pause(WINDOW_NANOS);
    window.end();
  }

  void endBlock() {
    lasted.endBlock();
  }

  void show(BenchContext context) {
    final Samples.Range tail = tails.medianRange();
    context
        .report()
        .put("detect.recovery.windows", (long) tails.count())
        .put("detect.recovery.not_back", notBack)
        .put("detect.recovery.p50_ratio", medians.median())
        .put("detect.recovery.p99_ratio", tails.median())
        .put("detect.recovery.p99_ratio.low", tail.low())
        .put("detect.recovery.p99_ratio.high", tail.high())
        .put("detect.recovery.before.p99_ns", Math.round(tailsBefore.median()))
        .put("detect.recovery.after.p99_ns", Math.round(tailsAfter.median()))
        .put(lasted);
    context
        .table()
        .row(
            "recovery",
            String.format(
                Locale.ROOT,
                "tick to order after a fault over before: p99 %.3f (%.3f to %.3f with 95%%"
                    + " confidence), p50 %.3f; p99 %.0f ns before and %.0f after, medians of %d"
                    + " windows each; %d faults not over in time",
                tails.median(),
                tail.low(),
                tail.high(),
                medians.median(),
                tailsBefore.median(),
                tailsAfter.median(),
                tails.count(),
                notBack))
        .latencies(List.of(lasted));
  }
}
