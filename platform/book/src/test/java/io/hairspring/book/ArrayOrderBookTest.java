package io.hairspring.book;

import static io.hairspring.api.market.MarketEventKind.ADD;
import static io.hairspring.api.market.MarketEventKind.CANCEL;
import static io.hairspring.api.market.MarketEventKind.CLEAR;
import static io.hairspring.api.market.MarketEventKind.EXECUTE;
import static io.hairspring.api.market.MarketEventKind.MODIFY;
import static io.hairspring.api.market.MarketEventKind.TRADE;
import static io.hairspring.api.market.Side.ASK;
import static io.hairspring.api.market.Side.BID;
import static io.hairspring.api.market.Side.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrayOrderBookTest {
  private final ArrayOrderBook book = new ArrayOrderBook(7, 4, 2);

  @Test
  void shouldBeEmptyWhenNew() {
    assertEquals(7, book.instrument());
    assertEquals(0, book.size());
    assertEquals(0, book.depth(BID));
    assertEquals(0, book.depth(NONE));
    assertEquals(Price.NONE, book.bestBid());
    assertEquals(Price.NONE, book.bestAsk());
    assertEquals(Price.NONE, book.price(BID, -1));
    assertEquals(0, book.quantity(ASK, 0));
    assertEquals(0, book.quantityAt(NONE, 100));
    assertEquals(NONE, book.orderSide(1));
  }

  @Test
  void shouldPutTheBestLevelFirstOnEitherSide() {
    book.apply(ADD, BID, 1, 99, 5);
    book.apply(ADD, BID, 2, 100, 6);
    book.apply(ADD, ASK, 3, 102, 7);
    book.apply(ADD, ASK, 4, 101, 8);

    assertEquals(100, book.bestBid());
    assertEquals(99, book.price(BID, 1));
    assertEquals(101, book.bestAsk());
    assertEquals(7, book.quantity(ASK, 1));
  }

  @Test
  void shouldCountAndTakeOverWhenAnOrderIsAddedTwice() {
    assertTrue(book.apply(ADD, BID, 1, 100, 5));
    assertFalse(book.apply(ADD, BID, 1, 100, 5));
    assertTrue(book.apply(ADD, ASK, 1, 101, 6));

    assertEquals(2, book.duplicateOrders());
    assertEquals(1, book.size());
    assertEquals(0, book.depth(BID));
    assertEquals(6, book.quantityAt(ASK, 101));
  }

  @Test
  void shouldCountWhenAnUnknownOrderIsCancelledOrExecuted() {
    assertFalse(book.apply(CANCEL, BID, 1, 100, 5));
    assertFalse(book.apply(EXECUTE, BID, 1, 100, 5));

    assertEquals(2, book.unknownOrders());
  }

  @Test
  void shouldEnterAnUnknownOrderWhenItIsModified() {
    assertTrue(book.apply(MODIFY, ASK, 1, 100, 5));

    assertEquals(5, book.orderQuantity(1));
    assertEquals(0, book.unknownOrders());
  }

  @Test
  void shouldKeepTheSideWhenAModificationHasNone() {
    book.apply(ADD, ASK, 1, 100, 5);

    assertTrue(book.apply(MODIFY, NONE, 1, 101, 4));

    assertEquals(101, book.bestAsk());
    assertEquals(4, book.quantity(ASK, 0));
  }

  @Test
  void shouldRemoveTheOrderWhenItIsModifiedToNothing() {
    book.apply(ADD, ASK, 1, 100, 5);

    assertTrue(book.apply(MODIFY, ASK, 1, 100, 0));

    assertEquals(0, book.size());
    assertEquals(0, book.depth(ASK));
  }

  @Test
  void shouldReduceByTheQuantityOfACancelAndRemoveWhenNothingIsLeft() {
    book.apply(ADD, BID, 1, 100, 5);

    assertTrue(book.apply(CANCEL, BID, 1, 100, 2));
    assertEquals(3, book.quantity(BID, 0));
    assertTrue(book.apply(EXECUTE, BID, 1, 100, 9));
    assertEquals(0, book.size());
    assertEquals(Price.NONE, book.bestBid());
  }

  @Test
  void shouldNotChangeWhenATradeIsReported() {
    book.apply(ADD, BID, 1, 100, 5);

    assertFalse(book.apply(TRADE, ASK, 0, 100, 5));

    assertEquals(5, book.quantity(BID, 0));
  }

  @Test
  void shouldIgnoreAndCountWhenAllOrdersAreInUse() {
    for (int id = 1; id <= 4; id++) {
      book.apply(ADD, BID, id, 100, 1);
    }

    assertFalse(book.apply(ADD, BID, 5, 100, 1));

    assertEquals(1, book.capacityRejects());
    assertEquals(4, book.quantity(BID, 0));
    assertTrue(book.apply(CANCEL, BID, 2, 100, 1));
    assertTrue(book.apply(ADD, BID, 5, 100, 1));
  }

  @Test
  void shouldIgnoreAndCountWhenAllLevelsAreInUse() {
    book.apply(ADD, BID, 1, 100, 1);
    book.apply(ADD, BID, 2, 99, 1);
    book.apply(ADD, BID, 3, 99, 1);

    assertFalse(book.apply(ADD, BID, 4, 98, 1));
    assertFalse(book.apply(MODIFY, BID, 2, 98, 1));
    assertEquals(2, book.capacityRejects());
    assertTrue(book.apply(MODIFY, BID, 1, 98, 1), "its own level makes room");
  }

  @Test
  void shouldIgnoreAndCountWhatMakesNoSense() {
    book.apply(ADD, BID, 1, 100, 1);

    assertFalse(book.apply(ADD, NONE, 2, 100, 1));
    assertFalse(book.apply(ADD, BID, 2, 100, 0));
    assertFalse(book.apply(ADD, BID, 2, Price.NONE, 1));
    assertFalse(book.apply(MODIFY, NONE, 2, 100, 1));
    assertFalse(book.apply(MODIFY, BID, 1, 100, -1));
    assertFalse(book.apply(CANCEL, BID, 1, 100, 0));
    assertEquals(6, book.invalidEvents());
    assertEquals(1, book.size());
  }

  @Test
  void shouldBeEmptyAndUsableAfterAClear() {
    for (int id = 1; id <= 4; id++) {
      book.apply(ADD, BID, id, 100, 1);
    }

    assertTrue(book.apply(CLEAR, NONE, 0, 0, 0));
    assertFalse(book.apply(CLEAR, NONE, 0, 0, 0));

    assertEquals(0, book.size());
    assertEquals(0, book.depth(BID));
    for (int id = 1; id <= 4; id++) {
      assertTrue(book.apply(ADD, ASK, id, 100, 1));
    }
    assertEquals(4, book.quantity(ASK, 0));
  }

  @Test
  void shouldRefuseBoundsThatCannotHoldAnything() {
    assertThrows(IllegalArgumentException.class, () -> new ArrayOrderBook(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ArrayOrderBook(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new BookSet(-1, 1, 1));
  }

  @Test
  void shouldHoldABookOfEachInstrument() {
    final BookSet books = new BookSet(3, 4, 2);

    assertEquals(3, books.size());
    assertEquals(2, books.book(2).instrument());
    assertTrue(books.contains(2));
    assertFalse(books.contains(3));
    assertFalse(books.contains(-1));
  }

  @Test
  void shouldAllocateNothingOverAMillionEvents() {
    final ArrayOrderBook large = new ArrayOrderBook(0, 1_000, 100);
    final Random random = new Random(17);
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long thread = Thread.currentThread().getId();
    disturb(large, random, 200_000);
    threads.getThreadAllocatedBytes(thread);

    // The least of three rounds: the virtual machine itself may allocate once, an event would
    // always.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      final long before = threads.getThreadAllocatedBytes(thread);
      disturb(large, random, 1_000_000);
      allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
    }

    assertEquals(0, allocated);
    assertTrue(large.capacityRejects() > 0 && large.unknownOrders() > 0, "the bounds were reached");
  }

  /** Random events over twice as many ids and levels as fit. */
  private static void disturb(ArrayOrderBook book, Random random, int events) {
    for (int i = 0; i < events; i++) {
      final int dice = random.nextInt(100_000);
      final MarketEventKind kind =
          dice == 0
              ? CLEAR
              : dice < 40_000 ? ADD : dice < 60_000 ? MODIFY : dice < 80_000 ? CANCEL : EXECUTE;
      final Side side = random.nextBoolean() ? BID : ASK;
      book.apply(kind, side, random.nextInt(2_000), random.nextInt(200), 1 + random.nextInt(20));
    }
  }
}
