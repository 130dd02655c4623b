package io.hairspring.benchmarks.detect;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.Samples;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Whether the platform is as fast after a fault as it was before: the 99th percentile of tick to
 * order in a block just before each fault, and in one when nothing is left of it, without a
 * restart. Of each kind of fault the typical block counts. The observer's thread records while the
 * main thread says so.
 */
final class Recovery implements ExecutionMonitor {
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long HIGHEST = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final double WITHIN = 1.1;

  /** The blocks around the faults of a kind. */
  private static final class Blocks {
    private final Samples before = new Samples();
    private final Samples after = new Samples();

    double ratio() {
      return after.median() / before.median();
    }
  }

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private final Map<Fault, Blocks> blocks = new EnumMap<>(Fault.class);
  private volatile Histogram recorded;

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    final Histogram into = recorded;
    if (into == null) {
      return;
    }
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      line.wrapAndApplyHeader(buffer, offset, header);
      if (line.trigger() == MarketEventDecoder.TEMPLATE_ID && line.outcome().orderSent()) {
        final long nanos = line.startNanos() + line.orderOutNanos() - line.dueNanos();
        into.recordValue(Math.min(Math.max(nanos, 0), HIGHEST));
      }
    }
  }

  /** A block before a fault. */
  void before(Fault fault) {
    block(blocks.computeIfAbsent(fault, any -> new Blocks()).before);
  }

  /** A block when a fault is over and what was done about it has been taken back. */
  void after(Fault fault) {
    block(blocks.get(fault).after);
  }

  private void block(Samples into) {
    final Histogram times = new Histogram(HIGHEST, DIGITS);
    recorded = times;
    FaultSession.pause(BLOCK_NANOS);
    recorded = null;
    // What the observer is at now it still writes into the old one.
    FaultSession.pause(SETTLED_NANOS);
    if (times.getTotalCount() > 0) {
      into.add((double) times.getValueAtPercentile(99));
    }
  }

  void show(BenchContext context) {
    final Samples ratios = new Samples();
    blocks.forEach((fault, of) -> show(context, fault, of, ratios));
    if (ratios.count() > 0) {
      context.report().put("detect.recovery.worst_ratio", ratios.quantile(1));
    }
  }

  private static void show(BenchContext context, Fault fault, Blocks of, Samples ratios) {
    if (of.before.count() == 0 || of.after.count() == 0) {
      return;
    }
    final String name = fault.name().toLowerCase(Locale.ROOT);
    final String key = "detect.recovery." + name;
    ratios.add(of.ratio());
    context
        .report()
        .put(key + ".before_p99_ns", of.before.median())
        .put(key + ".after_p99_ns", of.after.median())
        .put(key + ".ratio", of.ratio())
        .put(key + ".blocks", (long) of.after.count());
    context
        .table()
        .row(
            "recovery",
            String.format(
                Locale.ROOT,
                "%-11s tick to order p99 %,.0f ns before, %,.0f after: %.2f, %s (%d blocks)",
                name,
                of.before.median(),
                of.after.median(),
                of.ratio(),
                of.ratio() <= WITHIN ? "back" : "not within 10%",
                of.after.count()));
  }
}
