package io.hairspring.kernel.control;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.swap.Course;
import io.hairspring.kernel.swap.Parties;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the ways of all components have in common that are in no plan. Control thread. */
abstract class PlugSwap implements Course {
  /** How long an agent is waited for, which comes by every few microseconds. */
  static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  final SwapSite site;
  private final Parties parties;
  private final Object old;
  private final Object next;
  private final Rank oldRank;
  private final Rank nextRank;
  private final Consumer<Rank> lost;
  private long eventsBefore;

  PlugSwap(SwapSite site, String kind, String name, Party old, Party next, Consumer<Rank> lost) {
    this.site = site;
    this.old = old.component();
    this.next = next.component();
    this.oldRank = old.rank();
    this.nextRank = next.rank();
    this.lost = lost;
    this.parties =
        new Parties(
            kind,
            name,
            old.origin() + old.rank().line(),
            next.origin() + next.rank().line(),
            next.rank().bundle());
  }

  /** One of the two. */
  record Party(Object component, String origin, Rank rank) {}

  @Override
  public final Parties parties() {
    return parties;
  }

  @Override
  public final boolean successor(Object component) {
    return component == next;
  }

  @Override
  public final boolean incumbent(Object component) {
    return component == old;
  }

  @Override
  public final boolean runs(Task task) {
    return false;
  }

  @Override
  public Progress shadow() {
    return Progress.done("");
  }

  /** The successor is in force from here on. */
  final Progress inForce(String how) {
    eventsBefore = site.session().feed().status().events();
    return Progress.done(how);
  }

  @Override
  public final long eventsSince() {
    return site.session().feed().status().events() - eventsBefore;
  }

  @Override
  public void retire() {
    lost.accept(oldRank);
  }

  @Override
  public void drop() {
    lost.accept(nextRank);
  }

  @Override
  public SwapStatus.Figures figures() {
    return SwapStatus.Figures.NONE;
  }
}
