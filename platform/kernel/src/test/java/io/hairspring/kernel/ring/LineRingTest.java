package io.hairspring.kernel.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRingTest {
  private final LineRing ring = new LineRing(4);

  @Test
  void shouldBeEmptyAtFirst() {
    assertEquals(LineRing.EMPTY, ring.peek());
    assertEquals(0, ring.contiguous());
  }

  @Test
  void shouldNotShowALineBeforeItIsCommitted() {
    ring.claim();
    assertEquals(LineRing.EMPTY, ring.peek());
  }

  @Test
  void shouldShowFilledLinesAllAtOnceWhenTheyAreHandedOver() {
    fill(1);
    fill(2);
    assertEquals(LineRing.EMPTY, ring.peek());
    assertEquals(0, ring.produced());
    ring.publish();
    assertEquals(2, ring.readable(1));
    assertEquals(1, ring.buffer().getLong(ring.peek()));
    fill(3);
    write(4);
    assertEquals(4, ring.readable(3));
    assertEquals(LineRing.FULL, ring.claim());
  }

  private void fill(long value) {
    ring.buffer().putLong(ring.claim(), value);
    ring.fill();
  }

  @Test
  void shouldSayWhereInMemoryTheNextLineIsTimeAndAgain() {
    for (int i = 0; i < 6; i++) {
      assertTrue(ring.hasRoom());
      assertEquals(ring.buffer().addressOffset() + ring.claim(), ring.nextAddress());
      write(i);
      ring.release();
    }
  }

  @Test
  void shouldHaveRoomForAsManyLinesAsItHolds() {
    for (int i = 0; i < 4; i++) {
      assertTrue(ring.hasRoom());
      fill(i);
    }
    assertFalse(ring.hasRoom());
    ring.publish();
    ring.peek();
    ring.release();
    assertTrue(ring.hasRoom());
  }

  @Test
  void shouldTouchNoLineThatIsToBeRead() {
    for (int i = 1; i <= 4; i++) {
      write(i);
      ring.fetch();
    }
    for (int i = 1; i <= 4; i++) {
      assertEquals(i, ring.buffer().getLong(ring.peek()));
      ring.release();
    }
  }

  @Test
  void shouldHandOverLinesInOrderAcrossTheEnd() {
    for (long value = 0; value < 11; value++) {
      write(value);
      assertEquals(value, ring.buffer().getLong(ring.peek()));
      ring.release();
    }
    assertEquals(11, ring.produced());
    assertEquals(11, ring.consumed());
  }

  @Test
  void shouldRefuseALineWhenFullAndTakeOneAfterARelease() {
    for (int i = 0; i < 4; i++) {
      write(i);
    }
    assertEquals(LineRing.FULL, ring.claim());
    assertFalse(ring.offer(new UnsafeBuffer(new byte[64]), 0));
    ring.release();
    assertTrue(ring.offer(new UnsafeBuffer(new byte[64]), 0));
  }

  @Test
  void shouldSayWhetherALineCanBeClaimedBesideSomeThatStayFree() {
    assertTrue(ring.roomBeside(0));
    assertTrue(ring.roomBeside(3));
    assertFalse(ring.roomBeside(4));
    write(1);
    write(2);
    assertTrue(ring.roomBeside(1));
    assertFalse(ring.roomBeside(2));
    write(3);
    write(4);
    assertFalse(ring.roomBeside(0));
    ring.release();
    assertTrue(ring.roomBeside(0));
    assertFalse(ring.roomBeside(1));
    ring.release(3);
    assertTrue(ring.roomBeside(3));
    assertFalse(ring.roomBeside(4));
  }

  @Test
  void shouldOfferABatchOnlyUpToItsEnd() {
    for (int i = 0; i < 3; i++) {
      write(i);
      ring.release();
    }
    for (int i = 0; i < 3; i++) {
      write(i);
    }
    assertEquals(1, ring.contiguous());
    ring.release(1);
    assertEquals(2, ring.contiguous());
    ring.release(2);
    assertEquals(LineRing.EMPTY, ring.peek());
  }

  @Test
  void shouldAlignEveryLineToACacheLine() {
    assertEquals(0, ring.buffer().addressOffset() % 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 100, (1 << 24) + 1})
  void shouldRefuseASizeThatIsNoPowerOfTwoInRange(int lines) {
    final var refusal = assertThrows(IllegalArgumentException.class, () -> new LineRing(lines));
    assertTrue(refusal.getMessage().contains("power of two"));
  }

  @Test
  void shouldUseTheMemoryThatItIsGiven() {
    final UnsafeBuffer memory =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * LineRing.LINE, LineRing.LINE));
    final LineRing placed = new LineRing(2, memory);
    placed.buffer().putLong(placed.claim(), 4711);
    placed.commit();
    assertEquals(4711, memory.getLong(0));
    assertEquals(memory.addressOffset(), placed.buffer().addressOffset());
  }

  @Test
  void shouldRefuseMemoryThatDoesNotFitOrDoesNotBeginWithACacheLineOrMayMove() {
    final UnsafeBuffer memory =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(3 * LineRing.LINE, LineRing.LINE));
    final var size = assertThrows(IllegalArgumentException.class, () -> new LineRing(2, memory));
    assertTrue(size.getMessage().contains("192 bytes of memory"), size::getMessage);
    final UnsafeBuffer crooked = new UnsafeBuffer(memory, 8, 2 * LineRing.LINE);
    final var start = assertThrows(IllegalArgumentException.class, () -> new LineRing(2, crooked));
    assertTrue(start.getMessage().contains("at a multiple of 64"), start::getMessage);
    final UnsafeBuffer heap = new UnsafeBuffer(new byte[2 * LineRing.LINE]);
    final var moving = assertThrows(IllegalArgumentException.class, () -> new LineRing(2, heap));
    assertTrue(moving.getMessage().contains("must be outside"), moving::getMessage);
  }

  @Test
  void shouldHandEveryLineWholeFromThreadToThread() {
    final int lines = 2_000_000;
    final LineRing shared = new LineRing(64);
    final Thread producer =
        new Thread(
            () -> {
              for (long i = 0; i < lines; i++) {
                int offset = shared.claim();
                while (offset == LineRing.FULL) {
                  Thread.onSpinWait();
                  offset = shared.claim();
                }
                shared.buffer().putLong(offset, i);
                shared.buffer().putLong(offset + 56, ~i);
                shared.commit();
              }
            });
    producer.start();
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (long i = 0; i < lines; i++) {
            int offset = shared.peek();
            while (offset == LineRing.EMPTY) {
              Thread.onSpinWait();
              offset = shared.peek();
            }
            assertEquals(i, shared.buffer().getLong(offset));
            assertEquals(~i, shared.buffer().getLong(offset + 56));
            shared.release();
          }
          producer.join();
        });
  }

  private void write(long value) {
    ring.buffer().putLong(ring.claim(), value);
    ring.commit();
  }
}
