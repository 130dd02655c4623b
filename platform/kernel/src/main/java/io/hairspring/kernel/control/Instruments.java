package io.hairspring.kernel.control;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instruments of a session. */
final class Instruments implements InstrumentDirectory {
  private final int most;
  private final Map<String, Instrument> bySymbol = new LinkedHashMap<>();

  Instruments(int most) {
    this.most = most;
  }

  /** The instruments of another directory, under the same numbers. */
  static Instruments copyOf(InstrumentDirectory other, int most) {
    final Instruments copy = new Instruments(most);
    other.all().forEach(each -> copy.register(each.symbol(), each.tickSize()));
    return copy;
  }

  @Override
  public synchronized Instrument register(String symbol, long tickSize) {
    final Instrument known = bySymbol.get(symbol);
    if (known != null) {
      return known;
    }
    if (bySymbol.size() == most) {
      throw new IllegalStateException(
          "instrument "
              + symbol
              + ": more than "
              + most
              + ", the configured most (instruments.max)");
    }
    final Instrument instrument = new Instrument(bySymbol.size(), symbol, tickSize);
    bySymbol.put(symbol, instrument);
    return instrument;
  }

  @Override
  public synchronized Optional<Instrument> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  @Override
  public synchronized List<Instrument> all() {
    return List.copyOf(bySymbol.values());
  }
}
