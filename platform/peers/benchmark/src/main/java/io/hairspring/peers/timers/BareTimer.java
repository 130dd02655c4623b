package io.hairspring.peers.timers;

import io.hairspring.peers.bench.PeerThreads;

/** Reads the clock until it is time: what no timer can be better than. */
final class BareTimer extends Timer {
  BareTimer(PeerThreads threads, long period, int ticks) {
    super("bare-loop", threads, period, ticks);
  }

  @Override
  void tick() {
    long due = System.nanoTime() + period();
    while (!done()) {
      long now = System.nanoTime();
      while (now < due) {
        now = System.nanoTime();
      }
      ticked(due);
      due += period();
    }
  }
}
