package io.hairspring.kernel.control;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.task.Task;
import io.hairspring.kernel.swap.Course;
import io.hairspring.kernel.swap.Parties;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the ways of all components have in common that are in no plan. Control thread. */
abstract class PlugSwap implements Course {
  /** How long an agent is waited for, which comes by every few microseconds. */
  static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  final SwapSite site;
  private final String kind;
  private final String name;
  private final Party next;
  private final Consumer<Rank> lost;
  private Party old;
  private boolean begun;
  private long eventsBefore;

  /**
   * A swap that has not begun.
   *
   * @param old who was in force when the successor came; who is when it begins may be another
   * @param lost is told who is not needed any more
   */
  PlugSwap(SwapSite site, String kind, String name, Party old, Party next, Consumer<Rank> lost) {
    this.site = site;
    this.kind = kind;
    this.name = name;
    this.old = old;
    this.next = next;
    this.lost = lost;
  }

  /** One of the two. */
  record Party(Object component, String origin, Rank rank) {
    String line() {
      return origin + rank.line();
    }
  }

  @Override
  public final Parties parties() {
    return new Parties(
        kind, name, old == null ? "" : old.line(), next.line(), next.rank().bundle());
  }

  @Override
  public final boolean successor(Object component) {
    return component == next.component();
  }

  @Override
  public final boolean incumbent(Object component) {
    return old != null && component == old.component();
  }

  @Override
  public final Progress begin() {
    begun = true;
    old = findIncumbent();
    return old == null || next.rank().outranks(old.rank())
        ? prepare()
        : Progress.failed(SwapSite.duplicate(old.line()));
  }

  /**
   * Looks up who is in force now: while this one waited, who was in force when it came may have
   * gone back to the one before. Null when nobody is.
   */
  abstract Party findIncumbent();

  /** Examines and opens the successor; see {@link Course#begin}. */
  abstract Progress prepare();

  @Override
  public final boolean involves(Predicate<Rank> who) {
    return who.test(next.rank()) || (old != null && who.test(old.rank()));
  }

  @Override
  public final boolean runs(Task task) {
    return false;
  }

  @Override
  public final Progress hurry() {
    return begun ? shadow() : begin();
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
    if (old != null) {
      lost.accept(old.rank());
    }
  }

  @Override
  public void drop() {
    lost.accept(next.rank());
  }

  @Override
  public SwapStatus.Figures figures() {
    return SwapStatus.Figures.NONE;
  }
}
