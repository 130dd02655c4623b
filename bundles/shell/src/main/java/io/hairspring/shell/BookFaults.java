package io.hairspring.shell;

/**
 * What an instrument's book could not apply since the session began.
 *
 * @param symbol the venue's symbol
 * @param full events left out because all orders or all price levels were in use: the book is wrong
 *     from the first on
 * @param unknown cancels and executions of orders that were not in the book
 * @param duplicate additions of orders that were in the book already
 * @param invalid events without a side or a price, or with a quantity that makes no sense
 */
record BookFaults(String symbol, long full, long unknown, long duplicate, long invalid) {}
