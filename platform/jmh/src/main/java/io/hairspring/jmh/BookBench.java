package io.hairspring.jmh;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An order added to a book with orders on many levels, and cancelled. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookBench {
  private static final int ORDERS = 16_384;
  private static final int LEVELS = 4_096;
  private static final long MIDDLE = 100_000;
  private static final int QUANTITY = 10;
  private static final int STRIDE = 7;

  /** Levels of a side that have orders. */
  @Param({"10", "1000"})
  public int levels;

  private final ArrayOrderBook book = new ArrayOrderBook(0, ORDERS, LEVELS);
  private long next = 1;
  private int level;

  /** Fills both sides. */
  @Setup
  public void fill() {
    for (int i = 1; i <= levels; i++) {
      book.apply(MarketEventKind.ADD, Side.BID, next++, MIDDLE - i, QUANTITY);
      book.apply(MarketEventKind.ADD, Side.ASK, next++, MIDDLE + i, QUANTITY);
    }
  }

  /** Adds and cancels, on one level after another. */
  @Benchmark
  public long addAndCancel() {
    level = (level + STRIDE) % levels;
    final long order = next++;
    book.apply(MarketEventKind.ADD, Side.BID, order, MIDDLE - 1 - level, QUANTITY);
    book.apply(MarketEventKind.CANCEL, Side.BID, order, MIDDLE - 1 - level, QUANTITY);
    return book.quantity(Side.BID, 0);
  }
}
