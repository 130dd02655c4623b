package io.hairspring.api.market;

import java.math.BigDecimal;

/** Prices are {@code long}, in units of 1e-9 of the quoted currency. */
public final class Price {
  /** One unit of currency. */
  public static final long ONE = 1_000_000_000L;

  /** No price: an empty side of a book. */
  public static final long NONE = Long.MIN_VALUE;

  private Price() {}

  /** The price written in decimals. Allocates; not for the hot path. */
  public static String format(long price) {
    return price == NONE ? "-" : BigDecimal.valueOf(price, 9).stripTrailingZeros().toPlainString();
  }
}
