package io.hairspring.strategies;

/** A state is of another number of instruments. */
final class OtherInstruments extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  OtherInstruments(long written, int known) {
    super("state of " + written + " instruments, there are " + known);
  }
}
