/** Recorded market data in Databento Binary Encoding, version 1, order by order. */
package io.hairspring.feed.dbn;
