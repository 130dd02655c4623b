package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.hairspring.api.control.Platform;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookCommandsTest {
  private final ArrayOrderBook book = new ArrayOrderBook(0, 1, 1);
  private final BookCommands commands = new BookCommands();

  /** A platform of two instruments, of which one has a book. */
  private Platform platform() {
    InstrumentDirectory directory =
        answering(
            InstrumentDirectory.class,
            (name, arguments) -> List.of(new Instrument(0, "ESH4", 1), new Instrument(1, "NQ", 1)));
    return answering(
        Platform.class,
        (name, arguments) ->
            name.equals("instruments")
                ? directory
                : arguments[0].equals(0) ? Optional.of(book) : Optional.empty());
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  @Test
  void shouldTellWhatEachBookCouldNotApply() {
    book.apply(MarketEventKind.ADD, Side.BID, 1, 100, 1);
    book.apply(MarketEventKind.ADD, Side.BID, 1, 100, 2);
    book.apply(MarketEventKind.ADD, Side.BID, 2, 101, 1);
    book.apply(MarketEventKind.ADD, Side.BID, 3, 101, 1);
    book.apply(MarketEventKind.CANCEL, Side.BID, 3, 101, 1);
    book.apply(MarketEventKind.ADD, Side.NONE, 4, 101, 1);
    commands.platform = platform();

    BookFaults[] faults = (BookFaults[]) commands.bookfaults();

    assertArrayEquals(new BookFaults[] {new BookFaults("ESH4", 2, 1, 1, 1)}, faults);
    assertEquals(
        "symbol  full  unknown  duplicate  invalid\nESH4       2        1          1        1",
        new BookTables().format(faults, 0, null));
  }

  @Test
  void shouldAnswerWithOneLineWhenThereIsNothingToTell() {
    assertEquals(PlatformCommands.NO_PLATFORM, commands.bookfaults());
    assertEquals("no books: no feed is open", new BookTables().format(new BookFaults[0], 0, null));
    assertNull(new BookTables().format("anything else", 0, null));
  }
}
