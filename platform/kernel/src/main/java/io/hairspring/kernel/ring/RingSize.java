package io.hairspring.kernel.ring;

import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a ring's memory has to be. Control thread. */
final class RingSize {
  private static final int MAX_LINES = 1 << 24;
  private static final int PAGE_BYTES = 4096;

  private RingSize() {}

  /** Memory for so many lines, zeroed and so touched, from the beginning of a page on. */
  static DirectBuffer allocate(int lines) {
    final UnsafeBuffer memory =
        new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(checked(lines) * LineRing.LINE, PAGE_BYTES));
    memory.setMemory(0, memory.capacity(), (byte) 0);
    return memory;
  }

  /** The number of lines, if it is possible. */
  static int checked(int lines) {
    if (!BitUtil.isPowerOfTwo(lines) || lines < 2 || lines > MAX_LINES) {
      throw new IllegalArgumentException(
          "ring of " + lines + " lines: must be a power of two from 2 to " + MAX_LINES);
    }
    return lines;
  }

  /**
   * The memory, if it holds exactly so many lines, begins with a cache line and never moves, on a
   * machine whose words are in the order of the schema's.
   */
  static DirectBuffer checked(int lines, DirectBuffer memory) {
    if (ByteOrder.nativeOrder() != MessageHeaderEncoder.BYTE_ORDER) {
      throw new IllegalStateException(
          "lines are "
              + MessageHeaderEncoder.BYTE_ORDER
              + ", and are written as they are: this machine is "
              + ByteOrder.nativeOrder());
    }
    final int bytes = lines * LineRing.LINE;
    if (memory.byteArray() != null) {
      throw new IllegalArgumentException(
          "ring of " + lines + " lines: memory of the heap: must be outside, where it never moves");
    }
    if (memory.capacity() != bytes || memory.addressOffset() % LineRing.LINE != 0) {
      throw new IllegalArgumentException(
          "ring of "
              + lines
              + " lines: "
              + memory.capacity()
              + " bytes of memory at "
              + memory.addressOffset()
              + ": must be "
              + bytes
              + ", at a multiple of "
              + LineRing.LINE);
    }
    return memory;
  }
}
