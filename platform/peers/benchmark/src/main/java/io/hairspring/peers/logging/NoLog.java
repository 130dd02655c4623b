package io.hairspring.peers.logging;

import io.hairspring.peers.bench.PeerThreads;

/** Keeps nothing: the two readings of the clock. */
final class NoLog extends Log {
  NoLog(PeerThreads threads) {
    super("nothing", threads);
  }

  @Override
  void record(long number, long due, long start) {
    // That is the point.
  }
}
