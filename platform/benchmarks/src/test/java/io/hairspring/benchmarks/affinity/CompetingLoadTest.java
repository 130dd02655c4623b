package io.hairspring.benchmarks.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompetingLoadTest {
  private static final String PREFIX = "hairspring-bench-load-";

  private static long running() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(PREFIX))
        .count();
  }

  @Test
  void shouldRunEveryKindOfWorkAndEndIt() {
    final List<Work> works =
        List.of(new Computing(), new MemoryWalk(), new AgentLike(), new Garbage(), new Compiling());
    final CountDownLatch turns = new CountDownLatch(3 * works.size());
    final List<Work> counted = works.stream().map(work -> counting(work, turns)).toList();
    try (CompetingLoad load = new CompetingLoad(counted)) {
      assertEquals(works.size(), load.threads());
      load.resume();
      assertTrue(await(turns));
    }
    assertEquals(0, running());
  }

  private static Work counting(Work work, CountDownLatch turns) {
    return () -> {
      work.turn();
      turns.countDown();
    };
  }

  @Test
  void shouldHaveSoManyThreadsComputeAsTheMachineHasCores() {
    try (CompetingLoad load = CompetingLoad.on(3)) {
      assertEquals(3 + 1 + 2 + 1 + 1, load.threads());
    }
    assertEquals(0, running());
  }

  @Test
  void shouldDoNothingUntilItIsResumed() {
    final CountDownLatch turns = new CountDownLatch(1);
    try (CompetingLoad load = new CompetingLoad(List.of(turns::countDown))) {
      assertEquals(1, turns.getCount());
      load.resume();
      assertTrue(await(turns));
      load.rest();
    }
  }

  @Test
  void shouldSayThatAThreadFailedRatherThanMeasureWithLess() {
    final CountDownLatch failed = new CountDownLatch(1);
    try (CompetingLoad load =
        new CompetingLoad(
            List.of(
                () -> {
                  failed.countDown();
                  throw new IllegalStateException("broken");
                }))) {
      load.resume();
      assertTrue(await(failed));
      final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (running() > 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertEquals(
          "broken",
          assertThrows(IllegalStateException.class, load::resume).getCause().getMessage());
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
