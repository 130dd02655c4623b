package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedException;

/**
 * The records of a DBN stream, one at a time, as a view on the reader's window. A record starts
 * with 16 bytes: its length in words of 4 bytes (u8), its type (u8), publisher (u16), instrument id
 * (u32) and event time (u64). A market-by-order record goes on with order id (u64), price (i64,
 * 1e-9), size (u32), flags (u8), channel (u8), action (char), side (char), receive time (u64), send
 * delta (i32) and sequence (u32). Allocates nothing per record. One thread.
 */
final class DbnRecords {
  private static final int TYPE_MBO = 0xa0;
  private static final int WORD = 4;
  private static final int HEADER = 16;
  private static final int MBO = 56;

  private final StreamReader reader;
  private int length;

  /**
   * Starts before the first record.
   *
   * @param reader at the first record
   */
  DbnRecords(StreamReader reader) {
    this.reader = reader;
  }

  /**
   * Goes to the next record.
   *
   * @return false when the stream ends, and ends well
   * @throws FeedException when it ends within a record, or states an impossible length
   */
  boolean next() {
    reader.skip(length);
    length = 0;
    if (reader.require(1) == 0) {
      return false;
    }
    final int stated = reader.unsignedByte(0) * WORD;
    if (stated < HEADER) {
      throw impossible(stated, HEADER);
    }
    final int got = reader.require(stated);
    if (got < stated) {
      throw new FeedException(
          reader.name()
              + ": truncated in the record at byte "
              + reader.offset()
              + " of the decompressed stream, expected "
              + stated
              + " bytes, got "
              + got);
    }
    if (stated < MBO && reader.unsignedByte(1) == TYPE_MBO) {
      throw impossible(stated, MBO);
    }
    length = stated;
    return true;
  }

  private FeedException impossible(int stated, int least) {
    return new FeedException(
        reader.name()
            + ": the record at byte "
            + reader.offset()
            + " of the decompressed stream states a length of "
            + stated
            + " bytes, expected at least "
            + least);
  }

  /** Offset of the record in the decompressed stream. */
  long offset() {
    return reader.offset();
  }

  boolean isMbo() {
    return reader.unsignedByte(1) == TYPE_MBO;
  }

  int publisher() {
    return reader.unsignedByte(2) | reader.unsignedByte(3) << 8;
  }

  int instrumentId() {
    return reader.int32(4);
  }

  long eventNanos() {
    return reader.int64(8);
  }

  long orderId() {
    return reader.int64(16);
  }

  long price() {
    return reader.int64(24);
  }

  /** Unsigned. */
  int size() {
    return reader.int32(32);
  }

  int flags() {
    return reader.unsignedByte(36);
  }

  int action() {
    return reader.unsignedByte(38);
  }

  int side() {
    return reader.unsignedByte(39);
  }

  long receiveNanos() {
    return reader.int64(40);
  }
}
