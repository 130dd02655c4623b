package io.hairspring.kernel.control;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.MitigationStatus.Kind;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.Restraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what mitigations are in force, and has the session of the moment follow: the lanes, the
 * feed and the gateway by a word each, the tasks by a plan.
 */
final class MitigationDesk implements Mitigations {
  private static final String MONITOR = spelled(Party.MONITOR);
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PlatformClock clock;
  private final Replanning replanning;
  private volatile List<MitigationStatus> active = List.of();
  private volatile TradingSession session;
  private volatile ControlJournal journal;
  private volatile String killedBy = "";
  private volatile String killedFor = "";
  private volatile long killedNanos;
  private volatile boolean killedHere;
  private long changes;

  /** What a desk has the control thread do. */
  interface Replanning {
    /** Fails when there is no such task. */
    void requireTask(String name);

    /** Fails when a strategy has no fallback that is plugged in. */
    void requireFallback(String strategy);

    /** Forgets that a task failed, if there is one of this name. */
    void forgive(String task);

    /**
     * Has the lanes run a plan of what is there now.
     *
     * @throws IllegalStateException when a lane has not adopted it after seconds; it will when its
     *     task returns
     */
    void replan(String reason);
  }

  MitigationDesk(PlatformClock clock, Replanning replanning) {
    this.clock = clock;
    this.replanning = replanning;
  }

  /** Where changes are noted from now on; null for nowhere. */
  void journal(ControlJournal notes) {
    journal = notes;
  }

  /** A session begins, with what is in force; null when it has ended. Control thread. */
  synchronized void session(TradingSession next) {
    session = next;
    killedHere = false;
    push();
  }

  @Override
  public long shed(Party by, boolean on, String reason) {
    return change(Kind.SHED, "", spelled(by), on, reason);
  }

  @Override
  public long holdOrders(Party by, boolean on, String reason) {
    return change(Kind.HOLD_ORDERS, "", spelled(by), on, reason);
  }

  @Override
  public long throttle(Party by, long eventsPerSecond, String reason) {
    if (eventsPerSecond < 0) {
      throw new IllegalArgumentException(
          "throttle: "
              + eventsPerSecond
              + " events a second: must be 1 or more, or 0 for no limit");
    }
    return change(
        Kind.THROTTLE, String.valueOf(eventsPerSecond), spelled(by), eventsPerSecond > 0, reason);
  }

  @Override
  public synchronized long kill(String operator, String reason) {
    requireName("kill", operator);
    killedNanos = clock.nanoTime();
    // Before anything is written down: this is what counts.
    final TradingSession now = session;
    if (now != null) {
      now.halt(word(changes + 1, true), killedNanos);
    }
    killedHere = now != null;
    killedBy = operator;
    killedFor = reason;
    return change(Kind.KILL, "", operator, true, reason);
  }

  @Override
  public synchronized long enable(String operator, String reason) {
    requireName("enable", operator);
    if (operator.equals(MONITOR)) {
      throw new IllegalArgumentException("enable: a person has to answer for it, not the monitor");
    }
    killedNanos = 0;
    return change(Kind.KILL, "", operator, false, reason);
  }

  private static void requireName(String command, String operator) {
    if (operator == null || operator.isBlank()) {
      throw new IllegalArgumentException(
          command + ": no operator is named: say who answers for it");
    }
  }

  @Override
  public void quarantine(Party by, String task, String reason) {
    replanning.requireTask(task);
    plan(Kind.QUARANTINE, task, by, true, reason);
  }

  @Override
  public void release(Party by, String task, String reason) {
    if (!quarantined(task)) {
      replanning.requireTask(task);
    }
    if (by == Party.OPERATOR) {
      replanning.forgive(task);
    }
    plan(Kind.QUARANTINE, task, by, false, reason);
  }

  @Override
  public void demote(Party by, String task, String reason) {
    replanning.requireTask(task);
    plan(Kind.DEMOTE, task, by, true, reason);
  }

  @Override
  public void promote(Party by, String task, String reason) {
    plan(Kind.DEMOTE, task, by, false, reason);
  }

  @Override
  public void fallback(Party by, String strategy, String reason) {
    replanning.requireFallback(strategy);
    plan(Kind.FALLBACK, strategy, by, true, reason);
  }

  @Override
  public void primary(Party by, String strategy, String reason) {
    plan(Kind.FALLBACK, strategy, by, false, reason);
  }

  @Override
  public void replan(String reason) {
    replanning.replan(reason);
  }

  private void plan(Kind kind, String task, Party by, boolean on, String reason) {
    change(kind, task, spelled(by), on, reason);
    replanning.replan(told(kind, task, spelled(by), on, reason));
  }

  private synchronized long change(
      Kind kind, String subject, String by, boolean on, String reason) {
    final List<MitigationStatus> next = new ArrayList<>(active);
    next.removeIf(
        one ->
            one.kind() == kind
                && (kind == Kind.KILL || one.by().equals(by))
                && (kind == Kind.THROTTLE || one.subject().equals(subject)));
    if (on) {
      next.add(new MitigationStatus(kind, subject, by, reason, clock.nanoTime()));
    }
    active = List.copyOf(next);
    changes++;
    push();
    note(kind, subject, by, on, reason);
    return changes;
  }

  private void push() {
    final TradingSession now = session;
    if (now != null) {
      final boolean killed = in(Kind.KILL);
      now.restrain(word(changes, killed), killed ? killedNanos : 0, leastGapNanos());
    }
  }

  private long word(long change, boolean killed) {
    final long bits =
        (in(Kind.SHED) ? Restraints.SHED : 0)
            | (killed || in(Kind.HOLD_ORDERS) ? Restraints.HOLD : 0);
    return Restraints.word(change, bits);
  }

  /** Also one that has been unplugged since: what was asked for can always be taken back. */
  private boolean quarantined(String task) {
    return active.stream()
        .anyMatch(one -> one.kind() == Kind.QUARANTINE && one.subject().equals(task));
  }

  private boolean in(Kind kind) {
    // No stream: in the moment that counts it may run for the first time.
    for (final MitigationStatus one : active) {
      if (one.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  private long leastGapNanos() {
    long gap = 0;
    for (final MitigationStatus one : active) {
      if (one.kind() == Kind.THROTTLE) {
        gap = Math.max(gap, NANOS_PER_SECOND / Long.parseLong(one.subject()));
      }
    }
    return gap;
  }

  private void note(Kind kind, String subject, String by, boolean on, String reason) {
    final ControlJournal notes = journal;
    if (notes != null) {
      notes.note(
          kind == Kind.KILL ? ControlKind.OPERATOR : ControlKind.MITIGATION,
          on ? 1 : 0,
          changes,
          told(kind, subject, by, on, reason));
    }
  }

  private static String told(Kind kind, String subject, String by, boolean on, String reason) {
    return spelled(kind)
        + (subject.isEmpty() ? "" : " " + subject)
        + (on ? " by " : " taken back by ")
        + by
        + ": "
        + reason;
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public boolean inForce(long change) {
    final TradingSession now = session;
    return now == null || now.lanes().stream().allMatch(lane -> lane.restraints().inForce(change));
  }

  @Override
  public List<Integer> lanesWithout(long change) {
    final TradingSession now = session;
    return now == null
        ? List.of()
        : now.lanes().stream()
            .filter(lane -> !lane.restraints().inForce(change))
            .map(LaneLoop::number)
            .toList();
  }

  @Override
  public long inForceNanos(long change) {
    final TradingSession now = session;
    return now == null ? 0 : now.lane().restraints().sinceNanos(change);
  }

  @Override
  public HaltStatus halt() {
    final TradingSession now = session;
    return new HaltStatus(
        in(Kind.KILL),
        killedBy,
        killedFor,
        killedHere ? killedNanos : 0,
        now == null ? 0 : now.gateway().lastOutNanos(),
        now == null ? 0 : now.gateway().cancelledByHalt(),
        now == null ? 0 : now.gateway().refused(),
        now == null ? 0 : now.gateway().openOrders());
  }

  @Override
  public List<MitigationStatus> active() {
    return active;
  }
}
