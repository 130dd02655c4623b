package io.hairspring.logger.journal;

/**
 * How records lie in the journal. A journal is a Chronicle Queue; each of its excerpts is one
 * batch, little-endian:
 *
 * <pre>
 * offset  length
 *      0       4  {@link #HEADER}: the format's version in the upper 16 bits, {@link #LINE} below
 *      4       4  number of lines
 *      8  64 each  the lines, SBE messages with their headers, as they stood in the record ring
 * </pre>
 */
public final class JournalFormat {
  /** Version of the excerpt's layout; the lines carry their schema's own. */
  public static final int VERSION = 1;

  /** Length of a line in bytes. */
  public static final int LINE = 64;

  /** The first four bytes of an excerpt. */
  public static final int HEADER = VERSION << Short.SIZE | LINE;

  /** Length of what stands before the lines of an excerpt, in bytes. */
  public static final int HEADER_LENGTH = 2 * Integer.BYTES;

  /** File that every journal's directory holds. */
  static final String METADATA_FILE = "metadata.cq4t";

  private JournalFormat() {}
}
