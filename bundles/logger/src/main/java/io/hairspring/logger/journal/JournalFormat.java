package io.hairspring.logger.journal;

/**
 * How records lie in the journal. A journal is a directory with the files of a Chronicle Queue, in
 * the order of their names; each data excerpt of them is one block, little-endian:
 *
 * <pre>
 * offset  length
 *      0       4  {@link #HEADER}: "HS", the format's version, {@link #LINE}
 *      4       4  n, number of lines
 *      8       8  number of the block, from 1, without gaps in the journal
 *     16       8  number of its first line, from 1, without gaps in the journal
 *     24       8  when it was written, nanoseconds from the Unix epoch
 *     32       4  flags: {@link #RESUMED}, {@link #CLOCK_BACK}
 *     36       4  id of the process that wrote it
 *     40      32  hash of the block before it; zeros for the first
 *     72      32  its own hash: SHA-256 of everything else in it, in this order
 *    104      4n  CRC-32C of each line, then zeros up to a multiple of 8
 *      .  64 * n  the lines, SBE messages with their headers, as they stood in the record ring
 * </pre>
 *
 * <p>The hashes make it a chain: a block that is changed does not have its hash, one that is taken
 * out, put in or moved does not follow the one before. The checksums say which line of a changed
 * block it is. The file {@link #ROOTS_FILE} beside them says how far the chain had come and with
 * which hash when a file was finished, once a minute, and when the journal was closed.
 */
public final class JournalFormat {
  /** Version of the block's layout; the lines carry their schema's own. */
  public static final int VERSION = 2;

  /** Length of a line in bytes. */
  public static final int LINE = 64;

  /** The first four bytes of a block. */
  public static final int HEADER = 0x4853_0000 | VERSION << 8 | LINE;

  /** Most lines of a block. */
  public static final int MAX_LINES = 1_024;

  /** Flag: the first block after the journal was opened again. */
  public static final int RESUMED = 1;

  /** Flag: the time of day was behind that of the block before. */
  public static final int CLOCK_BACK = 2;

  /** Offset of the number of lines. */
  public static final int LINES_OFFSET = 4;

  /** Offset of the block's number. */
  public static final int NUMBER_OFFSET = 8;

  /** Offset of the number of the first line. */
  public static final int FIRST_LINE_OFFSET = 16;

  /** Offset of the time. */
  public static final int TIME_OFFSET = 24;

  /** Offset of the flags. */
  public static final int FLAGS_OFFSET = 32;

  /** Offset of the process id. */
  public static final int PROCESS_OFFSET = 36;

  /** Offset of the hash of the block before. */
  public static final int PREVIOUS_OFFSET = 40;

  /** Offset of the block's own hash. */
  public static final int HASH_OFFSET = 72;

  /** Length of a hash. */
  public static final int HASH_LENGTH = 32;

  /** Offset of the lines' checksums. */
  public static final int CHECKSUMS_OFFSET = HASH_OFFSET + HASH_LENGTH;

  /** Ends the names of the files that hold blocks. */
  public static final String FILE_SUFFIX = ".cq4";

  /** Holds the roots, one a line of text. */
  public static final String ROOTS_FILE = "roots.txt";

  /** Locked by the process that writes. */
  public static final String LOCK_FILE = "journal.lock";

  private JournalFormat() {}

  /** Where the lines of a block begin. */
  public static int linesOffset(int lines) {
    return CHECKSUMS_OFFSET + (lines * Integer.BYTES + Long.BYTES - 1 & -Long.BYTES);
  }

  /** Length of a block in bytes. */
  public static int blockLength(int lines) {
    return linesOffset(lines) + lines * LINE;
  }
}
