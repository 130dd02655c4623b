package io.hairspring.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ArrayOrderBookPropertyTest {
  private static final int IDS = 40;

  record Event(MarketEventKind kind, Side side, long id, long price, int quantity) {}

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void shouldAgreeWithTheModelAfterEveryEvent(@ForAll("sequences") List<Event> events) {
    compare(events, 64, 64);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void shouldIgnoreAndCountWhatDoesNotFit(@ForAll("sequences") List<Event> events) {
    compare(events, 12, 5);
  }

  private static void compare(List<Event> events, int maxOrders, int maxLevels) {
    final ArrayOrderBook book = new ArrayOrderBook(3, maxOrders, maxLevels);
    final ModelBook model = new ModelBook(maxOrders, maxLevels);
    for (final Event e : events) {
      final boolean expected = model.apply(e.kind, e.side, e.id, e.price, e.quantity);
      assertEquals(expected, book.apply(e.kind, e.side, e.id, e.price, e.quantity), e.toString());
      assertSame(model, book);
    }
    assertEquals(model.unknown, book.unknownOrders());
    assertEquals(model.duplicate, book.duplicateOrders());
    assertEquals(model.full, book.capacityRejects());
    assertEquals(0, book.invalidEvents());
  }

  private static void assertSame(ModelBook model, ArrayOrderBook book) {
    assertEquals(model.orders.size(), book.size());
    for (final Side side : List.of(Side.BID, Side.ASK)) {
      final List<ModelBook.Level> levels =
          IntStream.range(0, book.depth(side))
              .mapToObj(
                  i ->
                      new ModelBook.Level(
                          book.price(side, i), book.quantity(side, i), book.orders(side, i)))
              .toList();
      assertEquals(model.levels(side), levels);
      for (final ModelBook.Level level : levels) {
        assertEquals(level.quantity(), book.quantityAt(side, level.price()));
      }
      assertEquals(Price.NONE, book.price(side, levels.size()));
    }
    final ModelBook.Order absent = new ModelBook.Order(Side.NONE, Price.NONE, 0);
    for (long id = 1; id <= IDS; id++) {
      assertEquals(
          model.orders.getOrDefault(id, absent),
          new ModelBook.Order(book.orderSide(id), book.orderPrice(id), book.orderQuantity(id)));
    }
  }

  @Provide
  Arbitrary<List<Event>> sequences() {
    final Arbitrary<MarketEventKind> kinds =
        Arbitraries.frequency(
            Tuple.of(40, MarketEventKind.ADD),
            Tuple.of(20, MarketEventKind.MODIFY),
            Tuple.of(20, MarketEventKind.CANCEL),
            Tuple.of(20, MarketEventKind.EXECUTE),
            Tuple.of(3, MarketEventKind.TRADE),
            Tuple.of(1, MarketEventKind.CLEAR),
            Tuple.of(1, MarketEventKind.STATUS));
    return Combinators.combine(
            kinds,
            Arbitraries.of(Side.BID, Side.ASK),
            Arbitraries.longs().between(1, IDS),
            Arbitraries.longs().between(-15, 15),
            Arbitraries.integers().between(1, 9))
        .as(Event::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }
}
