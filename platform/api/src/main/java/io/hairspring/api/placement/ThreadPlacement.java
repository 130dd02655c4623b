package io.hairspring.api.placement;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Puts threads on cores. The bundle that has the machine's calls registers it as a service; any
 * thread calls it.
 */
@ConsumerType
public interface ThreadPlacement {
  /** Leaves the choice of the core to the implementation. */
  int ANY = -1;

  /**
   * Pins the calling thread to a core and reads the result back.
   *
   * @param core processor number as the operating system counts, or {@link #ANY} for the best that
   *     is left
   * @return the core it runs on
   * @throws IllegalArgumentException when the core does not exist, is not allowed to this process
   *     or is another lane's; the message names the allowed ones
   */
  int pinCurrentThread(int core);

  /**
   * Keeps the calling thread off the cores that lanes were pinned to, as far as there are others.
   */
  void confineCurrentThread();

  /**
   * Keeps the calling thread off the lanes' cores as {@link #confineCurrentThread} does, and as an
   * agent of this name near what it serves, as {@link HardwarePlacement#reserve} was told. An agent
   * of which nothing was told serves nothing in particular.
   *
   * @param name names it in decisions
   */
  default void placeCurrentAgent(String name) {
    confineCurrentThread();
  }

  /**
   * Has an agent go before everything else on its core until {@link #relax}: for something that
   * cannot wait until whoever has the core gives it up. Short, and seldom: an agent spins, and
   * nothing else has the core meanwhile, the caller neither if it is there. Any thread.
   *
   * @param agent a thread that was placed as one
   */
  default void hurry(Thread agent) {}

  /** Ends what {@link #hurry} began. Any thread, the agent's own too. */
  default void relax(Thread agent) {}
}
