package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Mitigations.Party;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import io.hairspring.benchmarks.swap.BundleCopies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * What can be changed while it trades, one thing a turn: the quoting strategy is swapped, again and
 * again, and each mitigation is in force for some turns. Main thread.
 */
final class Changes {
  private static final String BUNDLE = "hairspring-strategies";
  private static final String QUOTING = "quoting";
  private static final String TAKING = "taking";
  private static final String COMPONENT = "io.hairspring.strategies.QuotingStrategy";
  private static final String WHY = "demo --changes";
  private static final Party BY = Party.OPERATOR;
  private static final long EVENTS_PER_SECOND = 1_000;

  private final Swaps swaps;
  private final Mitigations desk;
  private final BundleCopies copies;
  private final List<Bundle> installed = new ArrayList<>();
  private final List<Runnable> steps;
  private long turns;
  private long retired;
  private long mitigations;

  Changes(BundleContext context, Swaps swaps, Mitigations desk) {
    this.swaps = swaps;
    this.desk = desk;
    this.copies = new BundleCopies(context, BUNDLE, COMPONENT);
    this.steps =
        List.of(
            this::swap,
            () -> desk.shed(BY, true, WHY),
            () -> desk.demote(BY, QUOTING, WHY),
            () -> desk.holdOrders(BY, true, WHY),
            () -> desk.holdOrders(BY, false, WHY),
            () -> desk.shed(BY, false, WHY),
            () -> desk.promote(BY, QUOTING, WHY),
            () -> desk.quarantine(BY, TAKING, WHY),
            () -> desk.throttle(BY, EVENTS_PER_SECOND, WHY),
            () -> desk.release(BY, TAKING, WHY),
            () -> desk.throttle(BY, 0, WHY),
            () -> desk.kill("demo", WHY),
            () -> desk.enable("demo", WHY));
  }

  /** Makes the next change. */
  void turn() {
    final int step = (int) (turns++ % steps.size());
    steps.get(step).run();
    mitigations += step == 0 ? 0 : 1;
  }

  /** A swap takes seconds: while one is under way none is begun. */
  private void swap() {
    final boolean under = swaps.swaps().stream().anyMatch(swap -> !swap.state().over());
    if (under) {
      return;
    }
    count();
    try {
      final Bundle next = copies.next();
      // Of the one before nothing is in use any more.
      while (!installed.isEmpty()) {
        installed.remove(0).uninstall();
      }
      installed.add(next);
    } catch (final IOException | BundleException e) {
      throw new IllegalStateException("demo: a copy of " + BUNDLE + " does not start: " + e, e);
    }
  }

  private void count() {
    retired =
        swaps.swaps().stream().filter(swap -> swap.state() == SwapStatus.State.RETIRED).count();
  }

  /** Takes back what is in force. The session is still open. */
  void end() {
    desk.shed(BY, false, WHY);
    desk.holdOrders(BY, false, WHY);
    desk.throttle(BY, 0, WHY);
    desk.enable("demo", WHY);
    desk.promote(BY, QUOTING, WHY);
    desk.release(BY, TAKING, WHY);
    count();
  }

  /** Puts the bundle back that was copied. No session is open. */
  void restore() {
    try {
      for (final Bundle bundle : installed) {
        bundle.uninstall();
      }
      copies.original().stop();
      copies.original().start();
    } catch (final BundleException e) {
      throw new IllegalStateException("demo: " + BUNDLE + " cannot be started again: " + e, e);
    }
  }

  /** What was done, in words. */
  String told() {
    return retired + " swaps, " + mitigations + " mitigations and what took them back";
  }
}
