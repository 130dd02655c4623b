package io.hairspring.testkit;

import static io.hairspring.testkit.PlatformAssertions.assertNoAllocation;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneAllocationTest {
  private static final int ROUNDS = 50_000;

  private Object kept;

  @Test
  void shouldFindNothingWhereNothingIsAllocated() {
    final AtomicLong count = new AtomicLong();
    assertNoAllocation(ROUNDS, count::incrementAndGet);
    assertTrue(count.get() >= ROUNDS);
  }

  @Test
  void shouldFindWhatIsAllocatedInEveryRound() {
    final Runnable allocating = () -> kept = new byte[32];
    assertTrue(LaneAllocation.leastBytes(ROUNDS, allocating) >= 32L * ROUNDS);
    assertThrows(AssertionError.class, () -> assertNoAllocation(ROUNDS, allocating));
    assertTrue(kept != null);
  }
}
