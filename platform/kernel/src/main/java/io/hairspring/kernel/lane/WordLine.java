package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.function.BiConsumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A message of the schema as eight stores of eight bytes to a line of a ring. An encoder's, field
 * by field, are more than twice as many, its own fields' among them, and each checks its bounds and
 * looks its buffer up anew. The words are the machine's, whose order a ring has made sure of.
 */
@HotPath
abstract class WordLine {
  /** Bytes of the header, which is the first word. */
  static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

  static final long UNSIGNED_INT = 0xFFFF_FFFFL;
  static final long UNSIGNED_SHORT = 0xFFFF;

  private final long header;
  private final LineRing ring;
  private long line;

  /**
   * Writes to a ring.
   *
   * @param lines has its memory outside the heap, and is there for as long as this is in use
   * @param applyHeader writes the message's header with its encoder
   */
  WordLine(LineRing lines, BiConsumer<MutableDirectBuffer, MessageHeaderEncoder> applyHeader) {
    final UnsafeBuffer scratch = new UnsafeBuffer(new byte[LineRing.LINE]);
    applyHeader.accept(scratch, new MessageHeaderEncoder());
    header = scratch.getLong(0, MessageHeaderEncoder.BYTE_ORDER);
    ring = lines;
  }

  /** Begins the next line of the ring, which has room, with the header. */
  final void begin() {
    line = ring.nextAddress();
    put(0, header);
  }

  /** Writes the word that begins at a byte of the line. */
  final void put(int at, long value) {
    UnsafeApi.putLong(line + at, value);
  }

  /** Where in its word a field begins, in bits. */
  static int bit(int word, int encodingOffset) {
    return Byte.SIZE * (HEADER + encodingOffset - word);
  }
}
