package io.hairspring.kernel.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Platform;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookWatchTest {
  private final Logger logger = Logger.getLogger(BookWatch.class.getName());
  private final List<String> said = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          said.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
  private ArrayOrderBook first = new ArrayOrderBook(0, 1, 1);
  private final ArrayOrderBook second = new ArrayOrderBook(1, 1, 1);
  private final BookWatch watch = new BookWatch(platform());

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private Platform platform() {
    final InstrumentDirectory directory =
        (InstrumentDirectory)
            Proxy.newProxyInstance(
                InstrumentDirectory.class.getClassLoader(),
                new Class<?>[] {InstrumentDirectory.class},
                (proxy, method, arguments) ->
                    List.of(new Instrument(0, "ESH4", 1), new Instrument(1, "NQH4", 1)));
    return (Platform)
        Proxy.newProxyInstance(
            Platform.class.getClassLoader(),
            new Class<?>[] {Platform.class},
            (proxy, method, arguments) ->
                method.getName().equals("instruments")
                    ? directory
                    : Optional.of(arguments[0].equals(0) ? first : second));
  }

  private static void overflow(ArrayOrderBook book) {
    for (int id = 1; id <= 3; id++) {
      book.apply(MarketEventKind.ADD, Side.BID, id, 100, 1);
    }
  }

  @Test
  void shouldTellOfABookThatHadNoRoomOnceAndOfNoOther() {
    watch.look();
    assertEquals(List.of(), said);

    overflow(first);
    watch.look();
    watch.look();

    assertEquals(1, said.size(), said::toString);
    assertTrue(
        said.get(0)
            .startsWith(
                "the book of ESH4 had no room for an event and is not the market's any more, with 1"
                    + " orders and 1 and 0 levels: raise book.orders or book.levels in"
                    + " etc/io.hairspring.kernel.cfg"),
        said::toString);
  }

  @Test
  void shouldTellOfTheBookOfTheNextSessionToo() {
    overflow(first);
    watch.look();
    first = new ArrayOrderBook(0, 1, 1);
    watch.look();
    overflow(first);
    watch.look();

    assertEquals(2, said.size(), said::toString);
  }
}
