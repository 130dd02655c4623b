package io.hairspring.gateway.simulated;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.book.ArrayOrderBook;
import io.hairspring.book.BookSet;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Books of the replayed market as bytes. */
final class ReplayedBooks {
  private static final int ORDER = 3 * Long.BYTES;

  private ReplayedBooks() {}

  /** Writes every order of every book; returns where that ends. */
  static int write(BookSet books, MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset, books.size());
    final int[] at = {offset + Integer.BYTES};
    for (int i = 0; i < books.size(); i++) {
      buffer.putInt(at[0], books.book(i).size());
      at[0] += Integer.BYTES;
      books
          .book(i)
          .forEach(
              (id, side, price, quantity) -> {
                buffer.putLong(at[0], id);
                buffer.putLong(at[0] + Long.BYTES, price);
                buffer.putInt(at[0] + 2 * Long.BYTES, quantity);
                buffer.putInt(at[0] + 2 * Long.BYTES + Integer.BYTES, side.ordinal());
                at[0] += ORDER;
              });
    }
    return at[0];
  }

  /** Reads what was written, in the place of what the books hold. */
  static void read(BookSet books, DirectBuffer buffer, int offset) {
    final int count = buffer.getInt(offset);
    if (count != books.size()) {
      throw new IllegalArgumentException(
          "books of " + count + " instruments, there are " + books.size());
    }
    int at = offset + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      final ArrayOrderBook book = books.book(i);
      book.apply(MarketEventKind.CLEAR, Side.NONE, 0, 0, 0);
      final int orders = buffer.getInt(at);
      at += Integer.BYTES;
      for (int n = 0; n < orders; n++) {
        book.apply(
            MarketEventKind.ADD,
            Side.of(buffer.getInt(at + 2 * Long.BYTES + Integer.BYTES)),
            buffer.getLong(at),
            buffer.getLong(at + Long.BYTES),
            buffer.getInt(at + 2 * Long.BYTES));
        at += ORDER;
      }
    }
  }
}
