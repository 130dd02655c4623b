package io.hairspring.strategies;

import io.hairspring.api.config.Configuration;

/** The lots of an order, as they are configured. */
final class Lots {
  private static final String KEY = "quantity";

  private Lots() {}

  /**
   * The key {@code quantity}: more than may be held would never be sent.
   *
   * @throws IllegalArgumentException when it is no such number, in one line
   */
  static int within(Configuration configuration, int maxPosition) {
    int quantity = configuration.number(KEY, 1, 1, Integer.MAX_VALUE);
    if (quantity > maxPosition) {
      throw configuration.wrong(KEY, "at most maxPosition, which is " + maxPosition);
    }
    return quantity;
  }
}
