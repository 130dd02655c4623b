package io.hairspring.logger.journal;

import net.openhft.chronicle.queue.ChronicleQueue;

/**
 * What must be so while Chronicle is used. Every use stands between {@link #enter} and {@link
 * #leave}, on the same thread; nothing is allocated.
 */
public final class ChronicleEnvironment {
  // Before the first class of Chronicle is initialised: no report of usage to a public service, no
  // banner on standard output. The module that sends the report is not on the platform either.
  static {
    System.setProperty("chronicle.analytics.disable", "true");
    System.setProperty("chronicle.announcer.disable", "true");
    // A journal has a lock of its own: who holds Chronicle's besides is dead, even if another
    // process has its number by now, as the first process of a container always has.
    System.setProperty("queue.force.unlock.mode", "ALWAYS");
  }

  private static final ClassLoader LOADER = ChronicleQueue.class.getClassLoader();

  private ChronicleEnvironment() {}

  /**
   * Makes Chronicle's class loader the context class loader, by which Chronicle finds its own parts
   * when it starts and whenever it starts a new file.
   *
   * @return the loader to hand to {@link #leave}
   */
  public static ClassLoader enter() {
    Thread thread = Thread.currentThread();
    ClassLoader previous = thread.getContextClassLoader();
    thread.setContextClassLoader(LOADER);
    return previous;
  }

  /** Puts back the context class loader that {@link #enter} returned. */
  public static void leave(ClassLoader previous) {
    Thread.currentThread().setContextClassLoader(previous);
  }
}
