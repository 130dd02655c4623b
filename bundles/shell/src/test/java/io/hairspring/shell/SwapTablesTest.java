package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.SwapStatus;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

class SwapTablesTest {
  private final SwapTables tables = new SwapTables();

  @Test
  void shouldShowStateFiguresAndReasonOfEachSwap() {
    SwapStatus[] swaps = {
      new SwapStatus(
          7,
          "strategy",
          "quoting",
          "bundle a 1.0.0 [3]",
          "bundle a 1.0.1 [9]",
          9,
          SwapStatus.State.ROLLED_BACK,
          "it threw",
          new SwapStatus.Figures(50_000, 1_000, 2, 40, 41, 300, 900, 400, 12))
    };
    String text = tables.format(swaps, Converter.INSPECT, null).toString();
    assertEquals(2, text.lines().count(), text);
    for (String part :
        new String[] {"quoting", "rolled back", "50000", "1000", "900", "it threw", "1.0.1 [9]"}) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void shouldSayThatThereAreNoSwaps() {
    assertEquals("no swaps", tables.format(new SwapStatus[0], Converter.INSPECT, null));
    assertNull(tables.format("text", Converter.INSPECT, null));
    assertNull(tables.convert(String.class, "text"));
  }
}
