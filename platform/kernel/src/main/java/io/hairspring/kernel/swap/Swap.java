package io.hairspring.kernel.swap;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.task.Task;
import io.hairspring.api.time.PlatformClock;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One swap: a state machine that is advanced from time to time and waits for nothing. Whatever a
 * move throws is a failure of the successor before it is in force, and sends it back afterwards.
 * Control thread.
 */
final class Swap {
  private static final System.Logger LOG = System.getLogger(Swap.class.getName());

  private final long number;
  private final Course course;
  private final SwapSettings settings;
  private final PlatformClock clock;
  private final Consumer<SwapStatus> told;
  private State state = State.ARRIVED;
  private String reason = "waits for its turn";
  private long since;
  private boolean hurried;

  /**
   * A swap that has not begun.
   *
   * @param told is told each state when it is entered
   */
  Swap(
      long number,
      Course course,
      SwapSettings settings,
      PlatformClock clock,
      Consumer<SwapStatus> told) {
    this.number = number;
    this.course = course;
    this.settings = settings;
    this.clock = clock;
    this.told = told;
    this.since = clock.nanoTime();
    told.accept(status());
  }

  SwapStatus status() {
    final Parties parties = course.parties();
    return new SwapStatus(
        number,
        parties.kind(),
        parties.name(),
        parties.from(),
        parties.to(),
        parties.bundle(),
        state,
        reason,
        course.figures());
  }

  Course course() {
    return course;
  }

  boolean over() {
    return state.over();
  }

  /** Whether it has begun and the successor is not in force. */
  boolean before() {
    return state.ordinal() < State.PROBATION.ordinal();
  }

  /** Goes as far as it goes without waiting. */
  void turn() {
    State last;
    do {
      last = state;
      try {
        step();
      } catch (final RuntimeException | Error e) {
        threw(e);
      }
    } while (state != last && !over());
  }

  private void step() {
    switch (state) {
      case ARRIVED -> begin(hurried ? course.hurry() : course.begin());
      case SHADOW -> shadow(hurried ? course.hurry() : course.shadow());
      case WARM -> enter(State.HAND_OVER, "waits for a cycle boundary");
      case HAND_OVER -> handOver(course.handOver());
      case PROBATION -> probation(course.probation());
      case ROLLING_BACK -> giveBack(course.giveBack());
      default -> {}
    }
  }

  private void threw(Throwable cause) {
    final String why = "unexpected " + cause;
    if (before()) {
      refuse(why);
    } else if (state == State.PROBATION) {
      rollBack(why);
    }
    // On the way back it is tried again, and the reason stays what it was.
  }

  private void begin(Progress progress) {
    switch (progress.kind()) {
      case WAITING -> enter(State.SHADOW, progress.reason());
      case DONE -> enter(State.WARM, progress.reason());
      case FAILED -> refuse(progress.reason());
    }
  }

  private void shadow(Progress progress) {
    switch (progress.kind()) {
      case WAITING -> {
        reason = progress.reason();
        if (expired(settings.limitMillis())) {
          refuse("not warm after " + settings.limitMillis() + " ms (swap.limit): " + reason);
        }
      }
      case DONE -> enter(State.WARM, progress.reason());
      case FAILED -> refuse(progress.reason());
    }
  }

  private void handOver(Progress progress) {
    switch (progress.kind()) {
      case WAITING -> {
        if (expired(settings.handOverMillis())) {
          refuse(
              "no cycle boundary within "
                  + settings.handOverMillis()
                  + " ms (swap.handover): "
                  + progress.reason());
        }
      }
      case DONE -> enter(State.PROBATION, progress.reason());
      case FAILED -> refuse(progress.reason());
    }
  }

  private void probation(Progress progress) {
    if (progress.kind() == Progress.Kind.FAILED) {
      rollBack(progress.reason());
    } else if (expired(settings.probationMillis())
        && course.eventsSince() >= settings.probationEvents()) {
      retire(reason);
    }
  }

  private void giveBack(Progress progress) {
    if (progress.kind() == Progress.Kind.DONE) {
      letGo(course::drop);
      enter(
          State.ROLLED_BACK,
          progress.reason().isEmpty() ? reason : reason + "; " + progress.reason());
    }
  }

  /** A task has failed; whether it is this swap's business. */
  boolean failed(Task task, String why) {
    if (before() || over() || !course.runs(task)) {
      return false;
    }
    if (state == State.PROBATION) {
      rollBack(why);
    }
    return true;
  }

  /**
   * The successor leaves.
   *
   * @return whether it is in force, and the old one not yet in its place
   */
  boolean successorLeaves() {
    if (before()) {
      refuse("it left before it came into force");
      return false;
    }
    if (state == State.PROBATION) {
      rollBack("it left in its probation");
      turn();
    }
    return state == State.ROLLING_BACK;
  }

  /**
   * The old one leaves: who succeeds it takes over now, from the state that is still there.
   *
   * @return whether the old one is still needed for that, or about to come back
   */
  boolean incumbentLeaves() {
    hurried = before();
    turn();
    if (state == State.PROBATION) {
      retire(hurried ? reason + "; the one before it leaves" : "the one before it has left");
    }
    return !over();
  }

  /** The old one is gone without a successor in its place: nobody can come back. */
  void incumbentGone() {
    if (state == State.ROLLING_BACK) {
      retire(reason + "; it stays, because the one before it has left");
    }
  }

  /** What it takes place in is closed. */
  void closed() {
    if (before()) {
      refuse("the session was closed before it came into force");
    } else if (state == State.PROBATION) {
      retire("the session was closed in its probation");
    } else if (state == State.ROLLING_BACK) {
      letGo(course::drop);
      enter(State.ROLLED_BACK, reason);
    }
  }

  void refuse(String why) {
    letGo(course::drop);
    enter(State.REFUSED, why);
  }

  private void rollBack(String why) {
    enter(State.ROLLING_BACK, why);
  }

  private void retire(String why) {
    letGo(course::retire);
    enter(State.RETIRED, why);
  }

  /** Whatever a plug-in throws when it is let go: it is gone, and the swap is over. */
  private void letGo(Runnable last) {
    try {
      last.run();
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.WARNING, "swap " + number + ": who is let go threw", e);
    }
  }

  private boolean expired(long millis) {
    return clock.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void enter(State next, String why) {
    state = next;
    reason = why;
    since = clock.nanoTime();
    told.accept(status());
  }
}
