package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.Snapshotable;
import io.hairspring.kernel.swap.HandOver.Extent;
import io.hairspring.kernel.time.VirtualClock;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private final VirtualClock clock = new VirtualClock();
  private final State from = new State(7);
  private final State to = new State(0);

  private final class State implements Snapshotable {
    private long value;
    private int written;
    private long takesNanos;

    State(long value) {
      this.value = value;
    }

    @Override
    public int snapshotVersion() {
      return 1;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      written++;
      buffer.putLong(offset, value);
      return Long.BYTES;
    }

    @Override
    public void read(int version, DirectBuffer buffer, int offset, int length) {
      clock.advanceTo(clock.nanoTime() + takesNanos);
      value = buffer.getLong(offset);
    }
  }

  private HandOver visited(Extent extent) {
    final HandOver handOver =
        new HandOver(from, to, new UnsafeBuffer(new byte[64]), clock, List.of(), List.of(), extent);
    handOver.visit(null, null, null);
    return handOver;
  }

  @Test
  void shouldOnlyWriteTheStateAtTheFirstTrial() {
    final HandOver handOver = visited(Extent.WRITTEN);
    assertTrue(handOver.tried());
    assertEquals(1, from.written);
    assertEquals(0, to.value);
  }

  @Test
  void shouldReadTheStateAtATrialWithoutComingIntoForce() {
    final HandOver handOver = visited(Extent.TRIED);
    assertTrue(handOver.tried());
    assertFalse(handOver.done());
    assertEquals(7, to.value);
  }

  @Test
  void shouldNotStandStillTwiceForATrialThatTakesLong() {
    to.takesNanos = 1_000_000;
    final HandOver handOver = visited(Extent.TRIED);
    assertFalse(handOver.tried());
    assertTrue(handOver.done());
    assertFalse(handOver.brief());
  }

  @Test
  void shouldHandOverTheStateThatThereIsAfterTheTrials() {
    visited(Extent.TRIED);
    from.value = 8;
    final HandOver handOver = visited(Extent.WHOLE);
    assertTrue(handOver.done());
    assertEquals(8, to.value);
  }

  @Test
  void shouldNotHappenWhenItWasTakenBack() {
    final HandOver handOver =
        new HandOver(
            from, to, new UnsafeBuffer(new byte[64]), clock, List.of(), List.of(), Extent.WHOLE);
    assertTrue(handOver.revoke());
    handOver.visit(null, null, null);
    assertFalse(handOver.over());
    assertEquals(0, from.written);
  }
}
