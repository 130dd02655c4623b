package io.hairspring.peers.graph;

/** The event that Fluxtion's processors are given; one object, used again and again. */
public final class Tick {
  /** What the root takes. */
  public long value;
}
