package io.hairspring.peers.bench;

import java.util.function.LongConsumer;

/** Does a work beside others who do the same. Main thread. */
public interface Contestant extends AutoCloseable {

  /** Its name in report keys. */
  String name();

  /**
   * Does a block of the work.
   *
   * @param latencies takes each latency, in nanoseconds, when the block is over
   * @throws IllegalStateException when it does not come to an end
   */
  void block(LongConsumer latencies);

  /** Gives back what it holds. */
  @Override
  void close();
}
