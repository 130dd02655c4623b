package io.hairspring.affinity.os;

/**
 * Calls about the kernel's performance counters. All throw {@link SystemCallException} when the
 * system refuses.
 */
public interface CounterCalls {

  /** What is counted. */
  enum Event {
    /** Nanoseconds on a processor: counted by the kernel, so that every machine has it. */
    TASK_CLOCK(1, 1),
    /** Instructions. */
    INSTRUCTIONS(0, 1),
    /** Accesses to the last cache. */
    CACHE_REFERENCES(0, 2),
    /** Accesses to the last cache that found nothing. */
    CACHE_MISSES(0, 3);

    private final int type;
    private final long config;

    Event(int type, long config) {
      this.type = type;
      this.config = config;
    }

    /** Its {@code perf_event_attr.type}. */
    int type() {
      return type;
    }

    /** Its {@code perf_event_attr.config}. */
    long config() {
      return config;
    }
  }

  /**
   * Counts an event of a thread from now on, in user space only: {@code perf_event_open(2)}.
   *
   * @param thread the kernel's number of the thread
   * @return the counter
   */
  int open(Event event, int thread);

  /** What a counter has counted. */
  long read(int counter);

  /** Gives a counter back. */
  void close(int counter);
}
