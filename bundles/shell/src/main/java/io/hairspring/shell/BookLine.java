package io.hairspring.shell;

/**
 * The top of an instrument's book. Prices are in units of 1e-9, quantities in lots.
 *
 * @param symbol the venue's symbol
 * @param bidQuantity lots at the best bid
 * @param bid best bid, {@link io.hairspring.api.market.Price#NONE} when there is none
 * @param ask best offer, likewise
 * @param askQuantity lots at the best offer
 * @param orders resting orders in the whole book
 */
record BookLine(
    String symbol, long bidQuantity, long bid, long ask, long askQuantity, int orders) {}
