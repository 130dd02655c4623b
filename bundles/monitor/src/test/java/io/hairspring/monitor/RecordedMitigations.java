package io.hairspring.monitor;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.MitigationStatus.Kind;
import io.hairspring.api.control.Mitigations;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told to do, and has it in force at once. */
public final class RecordedMitigations implements Mitigations {
  /** What it was told. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** What it refuses. */
  public volatile String refused = "";

  /** What it fails at, before anything is changed. */
  public volatile String broken = "";

  /** What it does, and then gives up waiting for the lanes. */
  public volatile String notAdopted = "";

  private final List<MitigationStatus> active = new CopyOnWriteArrayList<>();
  private volatile boolean halted;

  private long call(String what) {
    if (what.equals(refused)) {
      throw new IllegalArgumentException(what + ": there is none of this name");
    }
    calls.add(what);
    return calls.size();
  }

  private long change(String what, Kind kind, String subject, Party by, boolean on) {
    if (what.equals(broken)) {
      throw new IllegalStateException(what + ": broken");
    }
    final long change = call(what);
    final String who = by.name().toLowerCase(Locale.ROOT);
    active.removeIf(
        one ->
            one.kind() == kind
                && one.by().equals(who)
                && (kind == Kind.THROTTLE || one.subject().equals(subject)));
    if (on) {
      active.add(new MitigationStatus(kind, subject, who, "", 0));
    }
    if (what.equals(notAdopted)) {
      throw new IllegalStateException(what + ": a task does not return to the lane");
    }
    return change;
  }

  @Override
  public long shed(Party by, boolean on, String reason) {
    return change("shed " + on, Kind.SHED, "", by, on);
  }

  @Override
  public long holdOrders(Party by, boolean on, String reason) {
    return change("hold " + on, Kind.HOLD_ORDERS, "", by, on);
  }

  @Override
  public long throttle(Party by, long eventsPerSecond, String reason) {
    return change(
        "throttle " + eventsPerSecond,
        Kind.THROTTLE,
        String.valueOf(eventsPerSecond),
        by,
        eventsPerSecond > 0);
  }

  @Override
  public long kill(String operator, String reason) {
    halted = true;
    return call("kill " + operator);
  }

  @Override
  public long enable(String operator, String reason) {
    halted = false;
    return call("enable " + operator);
  }

  @Override
  public boolean inForce(long change) {
    return true;
  }

  @Override
  public List<Integer> lanesWithout(long change) {
    return List.of();
  }

  @Override
  public long inForceNanos(long change) {
    return 0;
  }

  @Override
  public void quarantine(Party by, String task, String reason) {
    change("quarantine " + task, Kind.QUARANTINE, task, by, true);
  }

  @Override
  public void release(Party by, String task, String reason) {
    change("release " + task, Kind.QUARANTINE, task, by, false);
  }

  @Override
  public void demote(Party by, String task, String reason) {
    change("demote " + task, Kind.DEMOTE, task, by, true);
  }

  @Override
  public void promote(Party by, String task, String reason) {
    change("promote " + task, Kind.DEMOTE, task, by, false);
  }

  @Override
  public void fallback(Party by, String strategy, String reason) {
    change("fallback " + strategy, Kind.FALLBACK, strategy, by, true);
  }

  @Override
  public void primary(Party by, String strategy, String reason) {
    change("primary " + strategy, Kind.FALLBACK, strategy, by, false);
  }

  @Override
  public void replan(String reason) {
    call("replan");
  }

  @Override
  public HaltStatus halt() {
    return new HaltStatus(halted, "", "", 0, 0, 0, 0, 0);
  }

  @Override
  public List<MitigationStatus> active() {
    return List.copyOf(active);
  }
}
