package io.hairspring.kernel.agent;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count that one thread adds to and any thread reads: a plain addition and a release store, no
 * locked instruction.
 */
final class Count {
  private final AtomicLong value = new AtomicLong();

  void add(long amount) {
    value.lazySet(value.getPlain() + amount);
  }

  void set(long amount) {
    value.set(amount);
  }

  long get() {
    return value.get();
  }
}
