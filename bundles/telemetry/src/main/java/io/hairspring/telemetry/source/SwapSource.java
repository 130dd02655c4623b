package io.hairspring.telemetry.source;

import io.hairspring.api.control.SwapTotals;
import io.hairspring.api.control.Swaps;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Readings;
import java.util.function.Supplier;

/** What became of swaps. */
public final class SwapSource implements Source {
  private final Supplier<Swaps> swaps;

  /** Reads the service of the moment; the supplier gives null while there is none. */
  public SwapSource(Supplier<Swaps> swaps) {
    this.swaps = swaps;
  }

  @Override
  public String name() {
    return "swaps";
  }

  @Override
  public void read(Readings into) {
    final Swaps service = swaps.get();
    if (service == null) {
      return;
    }
    final SwapTotals totals = service.totals();
    into.add(Metric.SWAPS, totals.retired(), "retired");
    into.add(Metric.SWAPS, totals.refused(), "refused");
    into.add(Metric.SWAPS, totals.rolledBack(), "rolled_back");
    into.add(Metric.SWAPS_OPEN, totals.underWay());
    into.add(Metric.SWAP_ADOPTION, totals.adoptionNanos());
  }
}
