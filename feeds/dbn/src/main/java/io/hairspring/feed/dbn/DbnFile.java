package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.InstrumentDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Int2IntHashMap;

/**
 * A file whose header was found right.
 *
 * @param name path, as the user wrote it
 * @param instruments directory index of each instrument id; {@link #UNKNOWN} for any other
 */
record DbnFile(String name, Int2IntHashMap instruments) {
  static final int UNKNOWN = -1;

  /** DBN's order-by-order records carry no tick size. */
  private static final long TICK_NOT_STATED = 0;

  /**
   * Checks a file and registers its instruments. A header that maps no symbols is followed by a
   * pass over the records, to know their instruments before the feed runs: only the control thread
   * registers. Control thread.
   */
  static DbnFile open(String name, InstrumentDirectory directory) {
    final Map<Integer, String> symbols;
    try (StreamReader reader = StreamReader.open(name)) {
      final DbnHeader header = DbnHeader.read(reader);
      symbols = header.symbols().isEmpty() ? scan(reader) : header.symbols();
    }
    final Int2IntHashMap instruments = new Int2IntHashMap(UNKNOWN);
    symbols.forEach(
        (id, symbol) -> {
          try {
            instruments.put((int) id, directory.register(symbol, TICK_NOT_STATED).index());
          } catch (IllegalStateException e) {
            throw new FeedException(
                name + ": no room for instrument " + symbol + ": " + e.getMessage(), e);
          }
        });
    return new DbnFile(name, instruments);
  }

  private static Map<Integer, String> scan(StreamReader reader) {
    final Map<Integer, String> symbols = new LinkedHashMap<>();
    final DbnRecords records = new DbnRecords(reader);
    try {
      while (records.next()) {
        if (records.isMbo()) {
          symbols.computeIfAbsent(records.instrumentId(), id -> "#" + Integer.toUnsignedString(id));
        }
      }
    } catch (FeedException e) {
      // The feed comes to the same place, and reports it after what was good before it.
      return symbols;
    }
    return symbols;
  }
}
