package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The table of open orders against a map. */
class OpenOrdersPropertyTest {
  private static final int CAPACITY = 8;

  @Property(tries = 2_000)
  void shouldHoldWhatAMapHolds(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 40) Integer> ids) {
    final OpenOrders table = new OpenOrders(CAPACITY);
    final Map<Long, Integer> model = new HashMap<>();
    for (final int id : ids) {
      final long order = (long) id << 48 | id * 7L;
      final int place = table.find(order);
      assertEquals(model.containsKey(order), place != OpenOrders.NONE);
      if (place != OpenOrders.NONE) {
        assertEquals(model.remove(order), table.instrument(place));
        assertEquals(order % 2 == 0, table.acknowledged(place));
        assertEquals(order % 3 == 0, table.cancelling(place));
        table.remove(place);
      } else if (!table.full()) {
        model.put(order, id);
        table.add(order, id);
        mark(table, order);
      }
      assertEquals(model.size(), table.size());
      model.keySet().forEach(known -> assertEquals(known, table.id(table.find(known))));
    }
  }

  private static void mark(OpenOrders table, long order) {
    if (order % 2 == 0) {
      table.acknowledge(table.find(order));
    }
    if (order % 3 == 0) {
      table.cancelling(table.find(order), true);
    }
  }
}
