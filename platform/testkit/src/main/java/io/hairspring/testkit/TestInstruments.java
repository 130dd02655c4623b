package io.hairspring.testkit;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A directory of instruments, of bounded size. One thread. */
public final class TestInstruments implements InstrumentDirectory {
  private final List<Instrument> instruments = new ArrayList<>();
  private final int capacity;

  /** Holds so many at most. */
  public TestInstruments(int capacity) {
    this.capacity = capacity;
  }

  /** With instruments I0, I1 and so on of these tick sizes. */
  public static TestInstruments of(long... tickSizes) {
    final TestInstruments result = new TestInstruments(tickSizes.length);
    for (int i = 0; i < tickSizes.length; i++) {
      result.register("I" + i, tickSizes[i]);
    }
    return result;
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
    return instruments.stream().filter(each -> each.symbol().equals(symbol)).findFirst();
  }

  @Override
  public List<Instrument> all() {
    return List.copyOf(instruments);
  }
}
