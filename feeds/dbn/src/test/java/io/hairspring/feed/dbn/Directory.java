package io.hairspring.feed.dbn;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A directory of bounded size. */
final class Directory implements InstrumentDirectory {
  private final List<Instrument> instruments = new ArrayList<>();
  private final int capacity;

  Directory(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public Instrument register(String symbol, long tickSize) {
    return find(symbol).orElseGet(() -> append(symbol, tickSize));
  }

  private Instrument append(String symbol, long tickSize) {
    if (instruments.size() == capacity) {
      throw new IllegalStateException("the directory holds " + capacity + " instruments");
    }
    final Instrument instrument = new Instrument(instruments.size(), symbol, tickSize);
    instruments.add(instrument);
    return instrument;
  }

  @Override
  public Optional<Instrument> find(String symbol) {
    return instruments.stream().filter(i -> i.symbol().equals(symbol)).findFirst();
  }

  @Override
  public List<Instrument> all() {
    return List.copyOf(instruments);
  }
}
