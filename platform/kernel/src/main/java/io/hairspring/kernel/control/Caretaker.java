package io.hairspring.kernel.control;

import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.LaneLoop;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.profile.Drift;
import io.hairspring.kernel.swap.SwapDesk;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Looks after a session: takes out what failed, names what does not return, and has the plan follow
 * what tasks are measured to take. Control thread.
 */
final class Caretaker {
  private static final System.Logger LOG = System.getLogger(Caretaker.class.getName());
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TaskBoard board;
  private final Registry registry;
  private final PlatformClock clock;
  private final SwapDesk swaps;
  private final Drift drift = new Drift();
  private LaneLoop stuckLane;
  private long stuckSince;

  Caretaker(TaskBoard board, Registry registry, PlatformClock clock, SwapDesk swaps) {
    this.swaps = swaps;
    this.board = board;
    this.registry = registry;
    this.clock = clock;
  }

  /** Takes the tasks that failed out of the plan. */
  void quarantineFailed(TradingSession session) {
    TaskFailure first = null;
    for (TaskFailure next = session.nextFailure(); next != null; next = session.nextFailure()) {
      if (swaps.failed(next.task(), "it " + next.reason())) {
        continue;
      }
      first = first == null ? next : first;
      if (!board.quarantine(next, registry, session)) {
        cannotQuarantine(session, next);
      }
    }
    if (first != null) {
      session.adopt(board.plan("quarantine of " + first.name(), registry, session));
    }
  }

  private static void cannotQuarantine(TradingSession session, TaskFailure failure) {
    if (session.tasks().isBook(failure.task())) {
      session.feed().pause(true);
      LOG.log(
          Level.ERROR,
          "task " + failure.name() + " of the kernel failed and trading is paused",
          failure.cause());
    } else {
      LOG.log(
          Level.WARNING,
          "task " + failure.name() + ", which has left since, failed: it " + failure.reason(),
          failure.cause());
    }
  }

  /**
   * Finds a task that has not returned for a second. A JVM cannot interrupt it: its lane stands
   * until it returns, and then goes on without it.
   */
  void quarantineStuck(TradingSession session) {
    if (stuckLane != null) {
      if (stuckLane.counters().busySince() != stuckSince) {
        // Before the plan: the lane may stand again, for another, and that is to be found too.
        stuckLane = null;
        session.adopt(board.plan("a task that was stuck has returned", registry, session));
      }
      return;
    }
    for (final LaneLoop lane : session.lanes()) {
      final long since = lane.counters().busySince();
      if (since != 0 && clock.nanoTime() - since > STUCK_NANOS) {
        stuckLane = lane;
        stuckSince = since;
        board.task(lane.task()).ifPresent(task -> quarantineStuck(session, lane, task));
        return;
      }
    }
  }

  private void quarantineStuck(TradingSession session, LaneLoop lane, TaskNode task) {
    LOG.log(
        Level.ERROR,
        "lane "
            + lane.number()
            + " stands: task "
            + task.name()
            + " of "
            + task.origin()
            + " has not returned for 1 s, and nothing can interrupt it; the lane goes on without"
            + " it when it does");
    final TaskFailure failure =
        new TaskFailure(TaskFailure.Kind.STUCK, lane.epoch(), task.task(), task.name(), null);
    if (!swaps.failed(task.task(), "it " + failure.reason())) {
      board.quarantine(failure, registry, session);
    }
  }

  /** Takes in measured times, and plans anew when they call for it. */
  void followProfile(TradingSession session, boolean replan) {
    session.tasks().profile().gather();
    final String reason = drift.reason(board.plan(), session.tasks().profile());
    if (replan && reason != null) {
      session.adopt(board.replan(reason, session));
    }
  }

  /** A session has ended: nothing of it is stuck any more. */
  void sessionEnded() {
    stuckLane = null;
  }

  /** Whether a lane stands, so that it can adopt no plan. */
  boolean laneStands() {
    return stuckLane != null;
  }
}
