package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.time.VirtualClock;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TouchTest {
  private static final int LENGTH = 256;

  private final VirtualClock clock = new VirtualClock();
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);

  /** As components are: some state in arrays of all kinds. */
  static final class Component {
    final long[] longs = {3, 0, 0, 0, 0, 0, 0, 0, 4};
    final int[] ints = {5};
    final byte[] bytes = {6};
    final boolean[] flags = {true};
    final double[] doubles = {7};
    final short[] shorts = {8};
    final Object[] nothing = {null};
    final long[] big = new long[100_000];

    Component() {
      Arrays.fill(big, 1);
    }
  }

  private List<Touch> pieces(UnsafeBuffer through) {
    return Touch.pieces(new Component(), List.of(), through, LENGTH, clock);
  }

  private static void visit(Touch touch) {
    touch.visit(null, null, null);
  }

  @Test
  void shouldLookAtEachLineOfWhatAComponentConsistsOfButBigArrays() {
    final List<Touch> pieces = pieces(null);
    pieces.forEach(TouchTest::visit);
    assertTrue(pieces.size() > 1, "a few at each boundary");
    // The null counts for one, as does the flag.
    assertEquals(3 + 4 + 5 + 6 + 1 + 7 + 8 + 1, pieces.stream().mapToLong(Touch::sum).sum());
  }

  @Test
  void shouldLookAtEachLineOfTheBuffer() {
    buffer.putByte(0, (byte) 1);
    buffer.putByte(64, (byte) 2);
    buffer.putByte(192, (byte) 3);
    final List<Touch> pieces = pieces(buffer);
    final Touch last = pieces.get(pieces.size() - 1);
    visit(last);
    assertEquals(6, last.sum());
  }

  @Test
  void shouldLookAtThePlanWithItsSteps() {
    final int without = pieces(null).size();
    final List<Touch> with = Touch.pieces(new Component(), List.of(Plan.empty()), null, 0, clock);
    assertTrue(with.size() > without, "more than the component");
  }

  @Test
  void shouldNotLookWhenItWasTakenBack() {
    final Touch touch = pieces(null).get(0);
    assertTrue(touch.revoke());
    visit(touch);
    assertFalse(touch.over());
  }

  @Test
  void shouldNotBeTakenBackWhenItHasHappened() {
    final Touch touch = pieces(null).get(0);
    visit(touch);
    assertTrue(touch.over());
    assertFalse(touch.revoke());
  }
}
