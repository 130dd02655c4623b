package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.feed.dbn.DbnHeader.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A file whose header was found right.
 *
 * @param name path, as the user wrote it
 * @param instruments directory index of each instrument id that stands for one instrument in the
 *     whole file; {@link #UNKNOWN} for any other
 * @param reassigned of each other id: first nanosecond, the one after the last, and directory
 *     index, in turn
 */
record DbnFile(String name, Int2IntHashMap instruments, Int2ObjectHashMap<long[]> reassigned) {
  static final int UNKNOWN = -1;

  /** DBN's order-by-order records carry no tick size. */
  private static final long TICK_NOT_STATED = 0;

  private static final int RANGE = 3;

  /**
   * Checks files and registers their instruments. A header that maps no symbols is followed by a
   * pass over the records, to know their instruments before the feed runs: only the control thread
   * registers. A symbol that stands for several instruments, one after the other, in one file or in
   * several, is registered with the id of each. Control thread.
   */
  static List<DbnFile> open(List<String> names, InstrumentDirectory directory) {
    final Map<String, List<Mapping>> mappings = new LinkedHashMap<>();
    names.forEach(name -> mappings.computeIfAbsent(name, DbnFile::mappings));
    final Map<String, Set<Integer>> ids = new HashMap<>();
    mappings
        .values()
        .forEach(
            file ->
                file.forEach(
                    mapping ->
                        ids.computeIfAbsent(mapping.symbol(), symbol -> new HashSet<>())
                            .add(mapping.id())));
    final Map<String, DbnFile> files = new HashMap<>();
    mappings.forEach(
        (name, file) -> {
          final Int2ObjectHashMap<List<long[]>> ranges = new Int2ObjectHashMap<>();
          for (final Mapping mapping : file) {
            final boolean alone =
                mapping.ofOneInstrument() || ids.get(mapping.symbol()).size() == 1;
            final String symbol =
                alone
                    ? mapping.symbol()
                    : mapping.symbol() + "#" + Integer.toUnsignedString(mapping.id());
            add(name, mapping, register(name, symbol, directory), ranges, directory);
          }
          files.put(name, of(name, ranges));
        });
    return names.stream().map(files::get).toList();
  }

  private static List<Mapping> mappings(String name) {
    try (StreamReader reader = StreamReader.open(name)) {
      final DbnHeader header = DbnHeader.read(reader);
      return header.mappings().isEmpty() ? scan(reader) : header.mappings();
    }
  }

  private static int register(String name, String symbol, InstrumentDirectory directory) {
    try {
      return directory.register(symbol, TICK_NOT_STATED).index();
    } catch (IllegalStateException e) {
      throw new FeedException(
          name + ": no room for instrument " + symbol + ": " + e.getMessage(), e);
    }
  }

  private static void add(
      String name,
      Mapping mapping,
      int index,
      Int2ObjectHashMap<List<long[]>> ranges,
      InstrumentDirectory directory) {
    final List<long[]> before = ranges.computeIfAbsent(mapping.id(), id -> new ArrayList<>());
    for (final long[] range : before) {
      if (range[2] != index && mapping.from() < range[1] && range[0] < mapping.to()) {
        throw new FeedException(
            name
                + ": the header maps instrument id "
                + Integer.toUnsignedString(mapping.id())
                + " to "
                + directory.all().get((int) range[2]).symbol()
                + " and to "
                + directory.all().get(index).symbol()
                + " on the same day, expected one symbol for each instrument");
      }
    }
    before.add(new long[] {mapping.from(), mapping.to(), index});
  }

  private static DbnFile of(String name, Int2ObjectHashMap<List<long[]>> ranges) {
    final Int2IntHashMap instruments = new Int2IntHashMap(UNKNOWN);
    final Int2ObjectHashMap<long[]> reassigned = new Int2ObjectHashMap<>();
    ranges.forEach(
        (id, of) -> {
          if (of.stream().allMatch(range -> range[2] == of.get(0)[2])) {
            instruments.put((int) id, (int) of.get(0)[2]);
          } else {
            reassigned.put((int) id, of.stream().flatMapToLong(Arrays::stream).toArray());
          }
        });
    return new DbnFile(name, instruments, reassigned);
  }

  /**
   * The directory index of an instrument, {@link #UNKNOWN} when there is none. Allocates nothing.
   *
   * @param nanos when its record was received, from the Unix epoch
   */
  int instrument(int id, long nanos) {
    final int index = instruments.get(id);
    if (index != UNKNOWN) {
      return index;
    }
    final long[] ranges = reassigned.get(id);
    if (ranges != null) {
      for (int i = 0; i < ranges.length; i += RANGE) {
        if (ranges[i] <= nanos && nanos < ranges[i + 1]) {
          return (int) ranges[i + 2];
        }
      }
    }
    return UNKNOWN;
  }

  private static List<Mapping> scan(StreamReader reader) {
    final Map<Integer, Mapping> symbols = new LinkedHashMap<>();
    final DbnRecords records = new DbnRecords(reader);
    try {
      while (records.next()) {
        if (records.isMbo()) {
          symbols.computeIfAbsent(
              records.instrumentId(),
              id ->
                  new Mapping(
                      id,
                      "#" + Integer.toUnsignedString(id),
                      true,
                      Long.MIN_VALUE,
                      Long.MAX_VALUE));
        }
      }
    } catch (FeedException e) {
      // The feed comes to the same place, and reports it after what was good before it.
      return List.copyOf(symbols.values());
    }
    return List.copyOf(symbols.values());
  }
}
