package io.hairspring.telemetry.counters;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters file: a header, the metadata of Agrona's counters (512 bytes each: state, type, key,
 * label), and their values (128 bytes each, the value in the first 8). Numbers are in the order of
 * the machine's bytes.
 *
 * <table>
 * <caption>Header</caption>
 * <tr><td>0</td><td>long</td><td>{@link #MAGIC}</td></tr>
 * <tr><td>8</td><td>int</td><td>{@link #VERSION}</td></tr>
 * <tr><td>12</td><td>int</td><td>counters there is room for</td></tr>
 * <tr><td>16</td><td>long</td><td>process id</td></tr>
 * <tr><td>24</td><td>long</td><td>Unix time at which the process began, milliseconds</td></tr>
 * <tr><td>32</td><td>long</td><td>Unix time of the last update, milliseconds</td></tr>
 * <tr><td>40</td><td>long</td><td>odd while values are written, one more after it</td></tr>
 * <tr><td>48</td><td>int</td><td>time between updates, milliseconds</td></tr>
 * <tr><td>64</td><td>int</td><td>bytes of the texts that follow: lines of UTF-8, key=value</td></tr>
 * </table>
 */
final class CountersLayout {
  /** The first 8 bytes: HAIRSPRG. */
  static final long MAGIC = 0x4752_5053_5249_4148L;

  /** Changes when a reader of the old one would read nonsense. */
  static final int VERSION = 1;

  static final int HEADER_LENGTH = 4_096;
  static final int MAGIC_OFFSET = 0;
  static final int VERSION_OFFSET = 8;
  static final int CAPACITY_OFFSET = 12;
  static final int PID_OFFSET = 16;
  static final int STARTED_OFFSET = 24;
  static final int UPDATED_OFFSET = 32;
  static final int SEQUENCE_OFFSET = 40;
  static final int PERIOD_OFFSET = 48;
  static final int TEXT_OFFSET = 64;

  /** Bytes the texts may have. */
  static final int MAX_TEXT = HEADER_LENGTH - TEXT_OFFSET - Integer.BYTES;

  /** What a file's name ends in. */
  static final String SUFFIX = ".counters";

  static final int MAX_COUNTERS = 1 << 16;

  private CountersLayout() {}

  static int metadataLength(int counters) {
    return counters * CountersReader.METADATA_LENGTH;
  }

  static int valuesLength(int counters) {
    return counters * CountersReader.COUNTER_LENGTH;
  }

  static int fileLength(int counters) {
    return HEADER_LENGTH + metadataLength(counters) + valuesLength(counters);
  }

  /** The lines that fit, whole ones. */
  static byte[] text(List<String> lines) {
    final StringBuilder text = new StringBuilder();
    int length = 0;
    for (final String line : lines) {
      final int bytes = line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (length + bytes <= MAX_TEXT) {
        text.append(line).append('\n');
        length += bytes;
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
