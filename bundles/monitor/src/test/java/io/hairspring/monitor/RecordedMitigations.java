package io.hairspring.monitor;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told to do. */
public final class RecordedMitigations implements Mitigations {
  /** What it was told. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** What it refuses. */
  public volatile String refused = "";

  private long call(String what) {
    if (what.equals(refused)) {
      throw new IllegalArgumentException(what + ": there is none of this name");
    }
    calls.add(what);
    return calls.size();
  }

  @Override
  public long shed(Party by, boolean on, String reason) {
    return call("shed " + on);
  }

  @Override
  public long holdOrders(Party by, boolean on, String reason) {
    return call("hold " + on);
  }

  @Override
  public long throttle(Party by, long eventsPerSecond, String reason) {
    return call("throttle " + eventsPerSecond);
  }

  @Override
  public long kill(String operator, String reason) {
    return call("kill " + operator);
  }

  @Override
  public long enable(String operator, String reason) {
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
    call("quarantine " + task);
  }

  @Override
  public void release(Party by, String task, String reason) {
    call("release " + task);
  }

  @Override
  public void demote(Party by, String task, String reason) {
    call("demote " + task);
  }

  @Override
  public void promote(Party by, String task, String reason) {
    call("promote " + task);
  }

  @Override
  public void fallback(Party by, String strategy, String reason) {
    call("fallback " + strategy);
  }

  @Override
  public void primary(Party by, String strategy, String reason) {
    call("primary " + strategy);
  }

  @Override
  public void replan(String reason) {
    call("replan");
  }

  @Override
  public HaltStatus halt() {
    return new HaltStatus(false, "", "", 0, 0, 0, 0, 0);
  }

  @Override
  public List<MitigationStatus> active() {
    return List.of();
  }
}
