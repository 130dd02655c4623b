package io.hairspring.kernel.swap;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.framework.Version;

/** A course whose moves come out as a test says. */
final class FakeCourse implements Course {
  final Object old = new Object();
  final Object next = new Object();
  final Task task = cycle -> true;
  final List<String> moves = new ArrayList<>();
  Progress begin = Progress.waiting("starts");
  Progress hurry = Progress.done("not warm");
  Progress shadow = Progress.waiting("is rehearsed");
  Progress handOver = Progress.done("in force");
  Progress probation = Progress.waiting("");
  Progress giveBack = Progress.done("");
  RuntimeException thrown;
  RuntimeException thrownAtTheEnd;
  long events;
  private final String name;

  FakeCourse(String name) {
    this.name = name;
  }

  @Override
  public Parties parties() {
    return new Parties("strategy", name, "bundle a 1.0.0", "bundle a 1.0.1", 7);
  }

  @Override
  public boolean successor(Object component) {
    return component == next;
  }

  @Override
  public boolean incumbent(Object component) {
    return component == old;
  }

  @Override
  public boolean involves(Predicate<Rank> who) {
    return who.test(new Rank("fake", Version.emptyVersion, 0, 7, 70));
  }

  @Override
  public boolean runs(Task failed) {
    return failed == task;
  }

  private Progress move(String what, Progress progress) {
    moves.add(what);
    if (thrown != null) {
      throw thrown;
    }
    return progress;
  }

  @Override
  public Progress begin() {
    return move("begin", begin);
  }

  @Override
  public Progress hurry() {
    return move("hurry", hurry);
  }

  @Override
  public Progress shadow() {
    return move("shadow", shadow);
  }

  @Override
  public Progress handOver() {
    return move("hand over", handOver);
  }

  @Override
  public Progress probation() {
    return move("probation", probation);
  }

  @Override
  public long eventsSince() {
    return events;
  }

  @Override
  public Progress giveBack() {
    return move("give back", giveBack);
  }

  @Override
  public void retire() {
    moves.add("retire");
    end();
  }

  @Override
  public void drop() {
    moves.add("drop");
    end();
  }

  private void end() {
    if (thrownAtTheEnd != null) {
      throw thrownAtTheEnd;
    }
  }

  @Override
  public SwapStatus.Figures figures() {
    return SwapStatus.Figures.NONE;
  }
}
