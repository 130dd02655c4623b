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
   * Lets the calling thread, which was confined, go before the others that share its cores, because
   * events and orders wait for it: compiler, monitor and shell get what it leaves, and a little
   * more. It does so from the next time that compilation is deferred, since what is not compiled is
   * slower than any neighbour makes it, and until it ends. Where the system does not allow it, it
   * goes on beside them.
   */
  default void preferCurrentThread() {}

  /**
   * Has the virtual machine's compiler stand back behind all other threads, or no longer. What it
   * is asked for meanwhile is compiled all the same, but when it takes long it takes much longer.
   * Where the system would not allow this to be taken back it is not done.
   */
  default void deferCompilation(boolean deferred) {}
}
