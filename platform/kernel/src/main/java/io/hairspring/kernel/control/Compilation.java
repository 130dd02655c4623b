package io.hairspring.kernel.control;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says when the virtual machine's compiler has to stand back: when a session has traded for a while
 * and nothing new is being warmed up, what is left to compile is not what events wait for, and it
 * takes the agents' core for milliseconds at a time. Control thread.
 */
final class Compilation {
  /** After so long what a session runs is compiled, its second tier included. */
  static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<ThreadPlacement> placement;
  private Object session;
  private long since;
  private ThreadPlacement deferredAt;

  Compilation(Supplier<ThreadPlacement> placement) {
    this.placement = placement;
  }

  /**
   * Looks whether something has changed.
   *
   * @param trading the session; null for none
   * @param warming whether something new is being compiled that will be in force
   */
  void turn(Object trading, boolean warming, long now) {
    if (trading != session) {
      session = trading;
      since = now;
    }
    defer(trading != null && !warming && now - since >= WARM_NANOS);
  }

  private void defer(boolean wanted) {
    final ThreadPlacement service = wanted ? placement.get() : null;
    if (service == deferredAt) {
      return;
    }
    if (deferredAt != null) {
      deferredAt.deferCompilation(false);
    }
    if (service != null) {
      service.deferCompilation(true);
    }
    deferredAt = service;
  }
}
