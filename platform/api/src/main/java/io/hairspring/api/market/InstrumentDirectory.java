package io.hairspring.api.market;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The instruments of the platform, in the order in which feeds registered them. Bounded. Control
 * thread.
 */
@ProviderType
public interface InstrumentDirectory {

  /**
   * Registers an instrument, or returns it when the symbol is known.
   *
   * @param symbol the venue's symbol
   * @param tickSize smallest price step, in units of 1e-9
   * @throws IllegalStateException when the configured number of instruments is reached
   */
  Instrument register(String symbol, long tickSize);

  /** The instrument of a symbol, if it is registered. */
  Optional<Instrument> find(String symbol);

  /** All instruments, by index. */
  List<Instrument> all();
}
