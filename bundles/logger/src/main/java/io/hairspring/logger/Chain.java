package io.hairspring.logger;

import io.hairspring.logger.blocks.BlockSeal;
import io.hairspring.logger.journal.JournalFormat;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far the chain of blocks has come: the number of the last block, of its last line, its time
 * and its hash. One thread at a time.
 */
final class Chain {
  private final BlockSeal seal = new BlockSeal();
  private final byte[] hash = new byte[JournalFormat.HASH_LENGTH];
  private long blocks;
  private long lines;
  private long utcNanos;

  /** Goes on after a block that stands in the journal. */
  void continueAfter(byte[] bytes, UnsafeBuffer block) {
    blocks = block.getLong(JournalFormat.NUMBER_OFFSET, ByteOrder.LITTLE_ENDIAN);
    lines =
        block.getLong(JournalFormat.FIRST_LINE_OFFSET, ByteOrder.LITTLE_ENDIAN)
            + block.getInt(JournalFormat.LINES_OFFSET, ByteOrder.LITTLE_ENDIAN)
            - 1;
    utcNanos = block.getLong(JournalFormat.TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    System.arraycopy(bytes, JournalFormat.HASH_OFFSET, hash, 0, hash.length);
  }

  /**
   * Makes a block of lines that stand at their place already; it counts once it is {@link #added}.
   */
  void link(byte[] bytes, UnsafeBuffer block, int count, long nowNanos, int flags, int process) {
    int clock = nowNanos < utcNanos ? JournalFormat.CLOCK_BACK : 0;
    block.putInt(0, JournalFormat.HEADER, ByteOrder.LITTLE_ENDIAN);
    block.putInt(JournalFormat.LINES_OFFSET, count, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.NUMBER_OFFSET, blocks + 1, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.FIRST_LINE_OFFSET, lines + 1, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.TIME_OFFSET, nowNanos, ByteOrder.LITTLE_ENDIAN);
    block.putInt(JournalFormat.FLAGS_OFFSET, flags | clock, ByteOrder.LITTLE_ENDIAN);
    block.putInt(JournalFormat.PROCESS_OFFSET, process, ByteOrder.LITTLE_ENDIAN);
    block.putBytes(JournalFormat.PREVIOUS_OFFSET, hash);
    seal.close(bytes, block, count);
  }

  /** The block that was linked last is in the journal. */
  void added(byte[] bytes, UnsafeBuffer block) {
    continueAfter(bytes, block);
  }

  /** Whether a block is the last one. */
  boolean endsWith(byte[] bytes) {
    final int from = JournalFormat.HASH_OFFSET;
    return Arrays.equals(hash, 0, hash.length, bytes, from, from + hash.length);
  }

  /** Number of the last block; 0 for none. */
  long blocks() {
    return blocks;
  }

  /** Number of the last line; 0 for none. */
  long lines() {
    return lines;
  }

  /** The last block's hash. */
  String hash() {
    return HexFormat.of().formatHex(hash);
  }
}
