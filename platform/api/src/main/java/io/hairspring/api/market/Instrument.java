package io.hairspring.api.market;

/**
 * A tradable instrument.
 *
 * @param index dense index, from 0: what events and orders carry
 * @param symbol the venue's symbol
 * @param tickSize smallest price step, in units of 1e-9
 */
public record Instrument(int index, String symbol, long tickSize) {}
