package io.hairspring.shell;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import io.hairspring.api.control.Mitigations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what is asked of it, and has it in force at once. */
final class RecordedMitigations implements Mitigations {
  final List<String> asked = new ArrayList<>();
  List<Integer> lanesWithout = List.of();
  private HaltStatus halt = new HaltStatus(false, "", "", 0, 0, 0, 0, 3);

  private long ask(Object... words) {
    asked.add(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()));
    return asked.size();
  }

  @Override
  public long shed(Party by, boolean on, String reason) {
    return ask("shed", by, on, reason);
  }

  @Override
  public long holdOrders(Party by, boolean on, String reason) {
    return ask("hold", by, on, reason);
  }

  @Override
  public long throttle(Party by, long eventsPerSecond, String reason) {
    return ask("throttle", by, eventsPerSecond, reason);
  }

  @Override
  public long kill(String operator, String reason) {
    halt = new HaltStatus(true, operator, reason, 1_000, 26_000, 3, 0, 0);
    return ask("kill", operator, reason);
  }

  @Override
  public long enable(String operator, String reason) {
    halt = new HaltStatus(false, operator, reason, 0, 0, 0, 0, 0);
    return ask("enable", operator, reason);
  }

  @Override
  public boolean inForce(long change) {
    return lanesWithout.isEmpty();
  }

  @Override
  public List<Integer> lanesWithout(long change) {
    return lanesWithout;
  }

  @Override
  public long inForceNanos(long change) {
    return 1;
  }

  @Override
  public void quarantine(Party by, String task, String reason) {
    if (task.equals("nobody")) {
      throw new IllegalArgumentException("no task 'nobody'");
    }
    ask("quarantine", by, task, reason);
  }

  @Override
  public void release(Party by, String task, String reason) {
    ask("release", by, task, reason);
  }

  @Override
  public void demote(Party by, String task, String reason) {
    ask("demote", by, task, reason);
  }

  @Override
  public void promote(Party by, String task, String reason) {
    ask("promote", by, task, reason);
  }

  @Override
  public void fallback(Party by, String strategy, String reason) {
    ask("fallback", by, strategy, reason);
  }

  @Override
  public void primary(Party by, String strategy, String reason) {
    ask("primary", by, strategy, reason);
  }

  @Override
  public void replan(String reason) {
    ask("replan", reason);
  }

  @Override
  public HaltStatus halt() {
    return halt;
  }

  @Override
  public List<MitigationStatus> active() {
    return List.of(
        new MitigationStatus(MitigationStatus.Kind.SHED, "", "operator", "jane: slow", 1),
        new MitigationStatus(MitigationStatus.Kind.DEMOTE, "log", "monitor", "late", 2));
  }
}
