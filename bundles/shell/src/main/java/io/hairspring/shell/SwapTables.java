package io.hairspring.shell;

import io.hairspring.api.control.SwapStatus;
import java.util.Locale;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/** Writes what {@code hairspring:swap} and {@code swaps} return: a table. Shell threads. */
@Component
public final class SwapTables implements Converter {

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (!(target instanceof SwapStatus[] swaps)) {
      return null;
    }
    return swaps.length == 0 ? "no swaps" : table(swaps);
  }

  private static String table(SwapStatus[] swaps) {
    Table.Builder table =
        Table.of(
            "swap",
            "kind",
            "name",
            "state",
            "rehearsed",
            "live",
            "lost",
            "orders",
            "in shadow",
            "event ns",
            "adoption ns",
            "reason");
    for (SwapStatus swap : swaps) {
      SwapStatus.Figures figures = swap.figures();
      table.row(
          swap.number(),
          swap.kind(),
          swap.name(),
          swap.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          figures.rehearsed(),
          figures.shadowed(),
          figures.lost(),
          figures.oldOrders(),
          figures.newOrders(),
          figures.eventNanos(),
          figures.adoptionNanos(),
          swap.reason() + " (from " + swap.from() + " to " + swap.to() + ")");
    }
    return table.build().toString();
  }
}
