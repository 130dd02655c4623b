package io.hairspring.strategies;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Instruments in a list. */
final class Directory implements InstrumentDirectory {
  private final List<Instrument> all = new ArrayList<>();

  static Directory of(long... tickSizes) {
    Directory result = new Directory();
    for (long tickSize : tickSizes) {
      result.register("I" + result.all.size(), tickSize);
    }
    return result;
  }

  @Override
  public Instrument register(String symbol, long tickSize) {
    Instrument instrument = new Instrument(all.size(), symbol, tickSize);
    all.add(instrument);
    return instrument;
  }

  @Override
  public Optional<Instrument> find(String symbol) {
    return all.stream().filter(instrument -> instrument.symbol().equals(symbol)).findFirst();
  }

  @Override
  public List<Instrument> all() {
    return List.copyOf(all);
  }
}
