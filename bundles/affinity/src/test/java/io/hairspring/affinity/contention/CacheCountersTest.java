package io.hairspring.affinity.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.os.CounterCalls;
import io.hairspring.affinity.os.LinuxCounterCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.api.placement.CacheSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;

class CacheCountersTest {
  private final FakeCounters calls = new FakeCounters();
  private final CacheCounters counters = new CacheCounters(calls);

  /** A processor that counts, or does not. */
  private static final class FakeCounters implements CounterCalls {
    private final List<String> open = new ArrayList<>();
    private int given;
    private Event refused;
    private int code;

    @Override
    public int open(Event event, int thread) {
      if (event == refused) {
        throw new SystemCallException("perf_event_open(" + event + ")", code, "refused");
      }
      given++;
      open.add(Integer.toString(given));
      return given;
    }

    @Override
    public long read(int counter) {
      return 1_000L * counter;
    }

    @Override
    public void close(int counter) {
      open.remove(Integer.toString(counter));
    }
  }

  @Test
  void shouldReadThreeCountersOfALanesThread() {
    assertEquals(
        Optional.of(new CacheSample("lane-0", 1, 1_000, 2_000, 3_000)),
        counters.read("lane-0", 7, 1));
    counters.read("lane-0", 7, 1);
    assertEquals(List.of("1", "2", "3"), calls.open);
    counters.close();
    assertEquals(List.of(), calls.open);
  }

  @Test
  void shouldGiveBackTheCountersOfALaneThatHasEnded() {
    counters.read("lane-0", 7, 1);
    counters.read("lane-1", 8, 2);
    counters.keepOnly(Set.of(8));
    assertEquals(List.of("4", "5", "6"), calls.open);
  }

  @Test
  void shouldSayOnceWhyThereAreNoneAndNotAskAgain() {
    calls.refused = CounterCalls.Event.CACHE_MISSES;
    calls.code = 2;
    assertEquals(Optional.empty(), counters.read("lane-0", 7, 1));
    assertEquals("perf_event_open(CACHE_MISSES): refused", counters.unavailable());
    assertEquals(List.of(), calls.open, "counters left open");
    calls.refused = null;
    assertEquals(Optional.empty(), counters.read("lane-0", 7, 1));
  }

  @Test
  void shouldTryTheNextLaneWhenOneHasEnded() {
    calls.refused = CounterCalls.Event.INSTRUCTIONS;
    calls.code = SystemCallException.ESRCH;
    assertEquals(Optional.empty(), counters.read("lane-0", 7, 1));
    assertEquals("", counters.unavailable());
  }

  @Test
  void shouldReadOnThisMachineOrSayWhyNot() {
    assumeTrue(Files.exists(Path.of("/proc/self/task")), "needs Linux");
    try (CacheCounters real = new CacheCounters(new LinuxCounterCalls())) {
      Optional<CacheSample> sample = real.read("test", Affinity.getThreadId(), 0);
      assertEquals(sample.isEmpty(), !real.unavailable().isEmpty(), real.unavailable());
    }
  }

  @Test
  void shouldCountAThreadFromOutsideByWhatEveryKernelCounts() throws Exception {
    Path paranoid = Path.of("/proc/sys/kernel/perf_event_paranoid");
    assumeTrue(Files.exists(paranoid), "the kernel has no counters");
    assumeTrue(Integer.parseInt(Files.readString(paranoid).strip()) <= 2, "they are forbidden");
    LinuxCounterCalls real = new LinuxCounterCalls();
    int counter = real.open(CounterCalls.Event.TASK_CLOCK, Affinity.getThreadId());
    long before = real.read(counter);
    long end = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertTrue(real.read(counter) > before);
    real.close(counter);
  }
}
