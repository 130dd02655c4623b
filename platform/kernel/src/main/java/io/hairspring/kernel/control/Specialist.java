package io.hairspring.kernel.control;

import io.hairspring.kernel.plan.FusedPlan;
import io.hairspring.kernel.profile.CycleTimes;
import io.hairspring.kernel.profile.TaskProfile;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Gives a plan that has been in force for a while its second tier, and takes it back when cycles do
 * not take less time with it. Any other plan starts on arrays again. Control thread, once in a
 * while.
 */
final class Specialist {
  private static final System.Logger LOG = System.getLogger(Specialist.class.getName());

  /** Cycles measured on each tier. */
  static final int ENOUGH = 2_000;

  /** A trial that was lost is not repeated at once: each makes the next wait longer, up to this. */
  private static final int LONGEST_WAIT = 64;

  /** What is done for the plan in force; each stage is the next one's condition. */
  private enum Stage {
    WAITING,
    MEASURING,
    WARMING,
    TRYING,
    DECIDED
  }

  private final TaskBoard board;
  private final Specialise when;
  private final long stableNanos;
  private Stage stage = Stage.WAITING;
  private int epoch;
  private long since;
  private int wait = 1;
  private FusedPlan fused;
  private TierWarmUp warmUp;
  private TaskProfile onArrays;

  Specialist(TaskBoard board, KernelSettings.Planning planning) {
    this.board = board;
    this.when = planning.specialise();
    this.stableNanos = TimeUnit.SECONDS.toNanos(planning.stableSeconds());
  }

  /** Looks after the plan in force. */
  void turn(TradingSession session, long now) {
    if (when == Specialise.OFF) {
      return;
    }
    if (board.plan().epoch() != epoch) {
      begin(session, now);
    }
    final CycleTimes cycles = session.tasks().profile().cycles();
    switch (stage) {
      case WAITING -> {
        if (now - since >= stableNanos * wait) {
          measure(session, cycles);
        }
      }
      case MEASURING -> {
        onArrays = cycles.seen();
        if (onArrays.samples() >= ENOUGH) {
          warm(cycles);
        }
      }
      case WARMING -> {
        if (warmUp.turn()) {
          specialise(session, "specialised");
          cycles.watch(epoch);
          stage = Stage.TRYING;
        }
      }
      case TRYING -> {
        final TaskProfile specialised = cycles.seen();
        if (specialised.samples() >= ENOUGH) {
          decide(session, specialised);
          cycles.watch(0);
        }
      }
      case DECIDED -> {
        // Until another plan comes.
      }
    }
  }

  /** Whether the tier of the plan in force stays until another plan comes. */
  boolean decided() {
    return stage == Stage.DECIDED;
  }

  /** A session has ended: its plans are gone. */
  void sessionEnded() {
    epoch = 0;
    fused = null;
    warmUp = null;
  }

  private void begin(TradingSession session, long now) {
    session.tasks().profile().cycles().watch(0);
    epoch = board.plan().epoch();
    since = now;
    fused = null;
    warmUp = null;
    stage = Stage.WAITING;
  }

  private void measure(TradingSession session, CycleTimes cycles) {
    fused = board.fuse();
    if (!fused.any()) {
      stage = Stage.DECIDED;
    } else if (when == Specialise.ALWAYS) {
      specialise(session, "specialised");
      stage = Stage.DECIDED;
    } else {
      cycles.watch(epoch);
      stage = Stage.MEASURING;
    }
  }

  private void warm(CycleTimes cycles) {
    cycles.watch(0);
    warmUp = new TierWarmUp(fused, System::nanoTime);
    stage = Stage.WARMING;
  }

  private void specialise(TradingSession session, String reason) {
    session.adopt(board.specialise(fused, reason));
    epoch = board.plan().epoch();
    // From here on the plan alone has the code: with it, the classes go.
    fused = null;
    warmUp = null;
  }

  private void decide(TradingSession session, TaskProfile specialised) {
    final String times =
        "a cycle takes "
            + specialised.expectedNanos()
            + " ns specialised and "
            + onArrays.expectedNanos()
            + " ns on arrays";
    if (specialised.expectedNanos() < onArrays.expectedNanos()) {
      wait = 1;
      LOG.log(Level.INFO, "plan " + epoch + " stays specialised: " + times);
    } else {
      wait = Math.min(2 * wait, LONGEST_WAIT);
      session.adopt(board.despecialise("back on arrays: " + times));
      epoch = board.plan().epoch();
      LOG.log(Level.INFO, "plan " + epoch + " is on arrays: " + times);
    }
    stage = Stage.DECIDED;
  }
}
