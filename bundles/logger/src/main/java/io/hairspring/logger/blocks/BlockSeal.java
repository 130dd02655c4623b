package io.hairspring.logger.blocks;

import io.hairspring.logger.journal.JournalFormat;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Computes the checksums and the hash of blocks. Allocates when it is made and never after. One
 * thread.
 */
public final class BlockSeal {
  private final MessageDigest digest;
  private final CRC32C crc = new CRC32C();
  private final byte[] computed = new byte[JournalFormat.HASH_LENGTH];

  /** A seal for one thread. */
  public BlockSeal() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /**
   * Writes the checksums of a block's lines, of which there is one at least, and its hash;
   * everything else stands in it already.
   *
   * @param bytes the block, from index 0
   * @param block the same bytes
   */
  public void close(byte[] bytes, UnsafeBuffer block, int lines) {
    int offset = JournalFormat.linesOffset(lines);
    // The last word first: half of it is filling when the number of lines is odd.
    block.putLong(offset - Long.BYTES, 0);
    for (int i = 0; i < lines; i++) {
      block.putInt(
          JournalFormat.CHECKSUMS_OFFSET + i * Integer.BYTES,
          checksum(bytes, offset + i * JournalFormat.LINE),
          ByteOrder.LITTLE_ENDIAN);
    }
    hash(bytes, JournalFormat.blockLength(lines));
    block.putBytes(JournalFormat.HASH_OFFSET, computed);
  }

  /** Whether a block of some length has the hash that it says. */
  public boolean holds(byte[] bytes, int length) {
    hash(bytes, length);
    return Arrays.equals(
        computed,
        0,
        JournalFormat.HASH_LENGTH,
        bytes,
        JournalFormat.HASH_OFFSET,
        JournalFormat.CHECKSUMS_OFFSET);
  }

  /** The checksum of the line at some place. */
  public int checksum(byte[] bytes, int offset) {
    crc.reset();
    crc.update(bytes, offset, JournalFormat.LINE);
    return (int) crc.getValue();
  }

  private void hash(byte[] bytes, int length) {
    digest.reset();
    digest.update(bytes, 0, JournalFormat.HASH_OFFSET);
    digest.update(bytes, JournalFormat.CHECKSUMS_OFFSET, length - JournalFormat.CHECKSUMS_OFFSET);
    try {
      digest.digest(computed, 0, computed.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a hash of 32 bytes must have room in 32", e);
    }
  }
}
