package io.hairspring.book;

/**
 * The books of all instruments, built at once so that nothing is allocated when an instrument is
 * first heard of. Like its books, for one thread.
 */
public final class BookSet {
  private final ArrayOrderBook[] books;

  /**
   * Empty books of instruments 0 to {@code instruments - 1}.
   *
   * @param instruments number of instruments, from 0
   * @param maxOrders see {@link ArrayOrderBook}
   * @param maxLevels see {@link ArrayOrderBook}
   * @throws IllegalArgumentException when a bound is out of range
   */
  public BookSet(int instruments, int maxOrders, int maxLevels) {
    if (instruments < 0) {
      throw new IllegalArgumentException("instruments is " + instruments + ", expected 0 or more");
    }
    books = new ArrayOrderBook[instruments];
    for (int i = 0; i < instruments; i++) {
      books[i] = new ArrayOrderBook(i, maxOrders, maxLevels);
    }
  }

  /** Number of instruments. */
  public int size() {
    return books.length;
  }

  /** Whether there is a book of an instrument. */
  public boolean contains(int instrument) {
    return instrument >= 0 && instrument < books.length;
  }

  /**
   * The book of an instrument.
   *
   * @throws IndexOutOfBoundsException when {@link #contains} is false
   */
  public ArrayOrderBook book(int instrument) {
    return books[instrument];
  }
}
