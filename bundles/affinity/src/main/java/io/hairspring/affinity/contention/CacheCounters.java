package io.hairspring.affinity.contention;

import io.hairspring.affinity.os.CounterCalls;
import io.hairspring.affinity.os.CounterCalls.Event;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.api.placement.CacheSample;
import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processor's counters of lanes' threads, opened from outside: the kernel keeps them when it
 * switches threads, and the lane does nothing for it. One thread at a time.
 */
public final class CacheCounters implements Closeable {
  private record Opened(int instructions, int references, int misses) {}

  private final CounterCalls calls;
  private final Map<Integer, Opened> opened = new HashMap<>();
  private String unavailable = "";

  /** With the calls of a machine. */
  public CacheCounters(CounterCalls calls) {
    this.calls = calls;
  }

  /**
   * Reads a sample; the first one of a thread begins to count.
   *
   * @return empty when the machine has no such counters, or they may not be used
   */
  public Optional<CacheSample> read(String lane, int thread, int core) {
    if (!unavailable.isEmpty()) {
      return Optional.empty();
    }
    try {
      Opened counters = opened.get(thread);
      if (counters == null) {
        counters = open(thread);
        opened.put(thread, counters);
      }
      return Optional.of(
          new CacheSample(
              lane,
              core,
              calls.read(counters.instructions),
              calls.read(counters.references),
              calls.read(counters.misses)));
    } catch (SystemCallException e) {
      if (e.code() != SystemCallException.ESRCH) {
        unavailable = e.getMessage();
      }
      return Optional.empty();
    } catch (LinkageError e) {
      unavailable = "the system's calls cannot be used: " + e;
      return Optional.empty();
    }
  }

  private Opened open(int thread) {
    int instructions = calls.open(Event.INSTRUCTIONS, thread);
    int references = -1;
    try {
      references = calls.open(Event.CACHE_REFERENCES, thread);
      return new Opened(instructions, references, calls.open(Event.CACHE_MISSES, thread));
    } catch (SystemCallException e) {
      calls.close(instructions);
      if (references >= 0) {
        calls.close(references);
      }
      throw e;
    }
  }

  /** Why there are no counters; empty as long as there seem to be. */
  public String unavailable() {
    return unavailable;
  }

  /** Gives back the counters of threads that are not among these. */
  public void keepOnly(Set<Integer> threads) {
    opened
        .entrySet()
        .removeIf(
            entry -> {
              if (threads.contains(entry.getKey())) {
                return false;
              }
              close(entry.getValue());
              return true;
            });
  }

  private void close(Opened counters) {
    calls.close(counters.instructions);
    calls.close(counters.references);
    calls.close(counters.misses);
  }

  @Override
  public void close() {
    opened.values().forEach(this::close);
    opened.clear();
  }
}
