package io.hairspring.kernel.control;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.MarketDataFeed;

/**
 * A feed that was opened.
 *
 * @param uri what was asked for
 * @param feed what was opened
 * @param pace at what pace its events are sent
 */
record OpenFeed(String uri, MarketDataFeed feed, Pace pace) {}
