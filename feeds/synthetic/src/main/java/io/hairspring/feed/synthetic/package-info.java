/** A generated order-by-order feed: consistent, reproducible, in three market regimes. */
package io.hairspring.feed.synthetic;
