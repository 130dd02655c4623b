package io.hairspring.telemetry.source;

import io.hairspring.telemetry.metric.Readings;

/** Something that has values to show. The telemetry's thread. */
public interface Source {

  /** What it is, for the message when it fails. */
  String name();

  /**
   * Reads its values, from what is published anyway.
   *
   * @throws RuntimeException when it cannot; the values of the others are shown all the same
   */
  void read(Readings into);
}
