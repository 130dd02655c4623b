package io.hairspring.kernel.control;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.profile.TaskProfile;
import io.hairspring.kernel.swap.Candidate;
import io.hairspring.kernel.swap.Course;
import io.hairspring.kernel.swap.Parties;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import io.hairspring.kernel.swap.Shadow;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The way of a strategy or a task through a swap. Control thread. */
final class TaskSwap implements Course {
  private final SwapSite site;
  private final Registry.Plugged next;
  private final Consumer<Registry.Plugged> lost;
  private Registry.Plugged old;
  private Shadow shadow;
  private boolean seated;
  private long lostBefore;
  private long eventsBefore;
  private long adoptionNanos;
  private long stateNanos;
  private long approachNanos;
  private int epoch;

  /**
   * A swap that has not begun.
   *
   * @param old who was in force when the successor came; who is when it begins may be another
   * @param lost is told who is not needed any more
   */
  TaskSwap(
      SwapSite site, Registry.Plugged old, Registry.Plugged next, Consumer<Registry.Plugged> lost) {
    this.site = site;
    this.old = old;
    this.next = next;
    this.lost = lost;
  }

  @Override
  public Parties parties() {
    return new Parties(
        next.kind(), name(), old == null ? "" : line(old), line(next), next.rank().bundle());
  }

  private String name() {
    return next.definition().name();
  }

  private static String line(Registry.Plugged plug) {
    return plug.origin() + plug.rank().line();
  }

  @Override
  public boolean successor(Object component) {
    return next.component() == component;
  }

  @Override
  public boolean incumbent(Object component) {
    return old != null && old.component() == component;
  }

  @Override
  public boolean involves(Predicate<Rank> who) {
    return who.test(next.rank()) || (old != null && who.test(old.rank()));
  }

  @Override
  public boolean runs(Task task) {
    return site.session().tasks().runs(next, task);
  }

  @Override
  public Progress begin() {
    // While this one waited, who was in force when it came may have gone back to the one before.
    old = site.registry().namesake(next);
    final String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      return Progress.failed(obstacle);
    }
    if (!site.rules().warmUp()) {
      startAnew();
      return Progress.done("not warmed up (swap.warm-up = false)");
    }
    final int slot = next instanceof Registry.StrategyPlug plug ? plug.slot() : 0;
    lostBefore = site.session().feed().copiesLost();
    shadow =
        site.shadow(new Candidate(next.component(), next.definition(), next.origin(), slot), old);
    return Progress.waiting("starts");
  }

  private String obstacle() {
    if (old != null && !next.rank().outranks(old.rank())) {
      return SwapSite.duplicate(line(old));
    }
    final Snapshotable from = snapshot(old);
    return from == null || snapshot(next) == null || reads(snapshot(next), from)
        ? ""
        : "it cannot read a state of version "
            + from.snapshotVersion()
            + ", its own is "
            + snapshot(next).snapshotVersion();
  }

  private void startAnew() {
    if (next instanceof Registry.StrategyPlug plug) {
      plug.strategy().start(site.session().instruments());
    }
  }

  @Override
  public Progress hurry() {
    if (shadow == null) {
      old = site.registry().namesake(next);
      final String obstacle = obstacle();
      if (!obstacle.isEmpty()) {
        return Progress.failed(obstacle);
      }
    } else {
      shadow.stop();
      if (!shadow.ended()) {
        return Progress.waiting("the one in force leaves, and it does not return from the shadow");
      }
      if (shadow.progress().kind() == Progress.Kind.FAILED) {
        return shadow.progress();
      }
    }
    startAnew();
    return Progress.done("not warm: the one in force leaves");
  }

  @Override
  public Progress shadow() {
    return shadow.progress();
  }

  @Override
  public Progress handOver() {
    final Registry registry = site.registry();
    final boolean replaces = old != null && registry.has(old);
    final Snapshotable from = replaces && !site.board().quarantined(old) ? snapshot(old) : null;
    final boolean withState = from != null && snapshot(next) != null;
    if (replaces && !seated) {
      site.session().tasks().succeed(old, next);
      seated = true;
    }
    site.registry().exchange(replaces ? old : null, next);
    final Progress progress =
        adopt(
            "swap of " + name(),
            next,
            !replaces
                ? Succession.Kind.NONE
                : withState ? Succession.Kind.STATE : Succession.Kind.ANEW,
            withState ? from : null,
            snapshot(next),
            warm());
    if (progress.kind() != Progress.Kind.DONE) {
      site.registry().exchange(next, replaces ? old : null);
      return progress;
    }
    if (!replaces) {
      old = null;
    }
    adoptionNanos = site.adoptionNanos();
    stateNanos = site.stateNanos();
    approachNanos = site.approachNanos();
    epoch = site.board().plan().epoch();
    eventsBefore = site.session().lane().counters().events();
    site.session().tasks().profileAnew(next);
    return Progress.done(
        withState
            ? "in force with the state of the one before, version " + from.snapshotVersion()
            : "in force anew: no state was handed over");
  }

  /** Whether there is time to lead the lane up to it. */
  private boolean warm() {
    return shadow != null && shadow.progress().kind() == Progress.Kind.DONE;
  }

  /** What a component throws while a plan is made is no reason to lose the one in force. */
  private Progress adopt(
      String reason,
      Registry.Plugged wanted,
      Succession.Kind begins,
      Snapshotable from,
      Snapshotable to,
      boolean gently) {
    try {
      return site.adopt(reason, wanted, begins, from, to, gently);
    } catch (final RuntimeException | Error e) {
      return Progress.failed("unexpected " + e);
    }
  }

  @Override
  public Progress probation() {
    final TaskProfile profile = site.session().tasks().profileOf(next);
    final long budget = next.definition().budgetNanos();
    return budget > 0 && profile.samples() > 0 && profile.expectedNanos() > budget
        ? Progress.failed(
            "it takes " + profile.expectedNanos() + " ns, its budget is " + budget + " ns")
        : Progress.waiting("");
  }

  @Override
  public long eventsSince() {
    return site.session().lane().counters().events() - eventsBefore;
  }

  @Override
  public Progress giveBack() {
    final Registry.Plugged back = old == null || site.board().quarantined(old) ? null : old;
    final Snapshotable from = snapshot(next);
    final Snapshotable to = snapshot(back);
    final boolean withState = from != null && to != null && reads(to, from);
    final Succession.Kind begins =
        back == null
            ? Succession.Kind.NONE
            : withState ? Succession.Kind.STATE : Succession.Kind.BACK;
    site.registry().exchange(next, old);
    Progress progress =
        adopt("way back of " + name(), back, begins, withState ? from : null, to, false);
    if (progress.kind() == Progress.Kind.FAILED && withState) {
      // Who has failed may have no state to give: the old one goes on with its own.
      progress = adopt("way back of " + name(), back, Succession.Kind.BACK, null, to, false);
    }
    if (progress.kind() != Progress.Kind.DONE) {
      site.registry().exchange(old, next);
      return progress;
    }
    if (old == null) {
      return Progress.done("there is nobody to come back");
    }
    return Progress.done(back == null ? "the one before stays quarantined" : "");
  }

  @Override
  public void retire() {
    if (old != null) {
      letGo(old);
    }
  }

  @Override
  public void drop() {
    if (shadow != null) {
      site.end(shadow);
    }
    letGo(next);
  }

  private void letGo(Registry.Plugged plug) {
    if (site.session() != null) {
      site.session().tasks().forget(plug);
    }
    site.board().forget(plug.component());
    lost.accept(plug);
  }

  @Override
  public SwapStatus.Figures figures() {
    return shadow == null
        ? new SwapStatus.Figures(0, 0, 0, 0, 0, 0, adoptionNanos, stateNanos, approachNanos, epoch)
        : new SwapStatus.Figures(
            shadow.rehearsed(),
            shadow.shadowed(),
            site.session() == null ? 0 : site.session().feed().copiesLost() - lostBefore,
            shadow.oldOrders(),
            shadow.orders(),
            shadow.eventNanos(),
            adoptionNanos,
            stateNanos,
            approachNanos,
            epoch);
  }

  private static Snapshotable snapshot(Registry.Plugged plug) {
    return plug != null && plug.component() instanceof Snapshotable able ? able : null;
  }

  private static boolean reads(Snapshotable reader, Snapshotable writer) {
    return reader.readsSnapshot(writer.snapshotVersion());
  }
}
