package io.hairspring.affinity;

import io.hairspring.api.placement.PlacementDecision;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what lanes go without. Any thread. */
final class Losses {
  private static final System.Logger LOG = System.getLogger(Losses.class.getName());

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean quiet;

  /** Whether the process was started for a command, which shows what fails and nothing else. */
  void ofCommand(boolean command) {
    quiet = command;
  }

  /**
   * Warns once for each thread: the same again would say nothing more. In a command it warns only
   * when the lane is not alone; the doctor tells the rest.
   */
  PlacementDecision tell(PlacementDecision decision, boolean alone) {
    for (String loss : decision.givenUp()) {
      boolean first = told.add(decision.thread() + ": " + loss);
      LOG.log(level(first, alone), "{0} goes without {1}", decision.thread(), loss);
    }
    return decision;
  }

  /** How loud it says what a lane loses. */
  Level level(boolean first, boolean alone) {
    if (!first) {
      return Level.DEBUG;
    }
    return quiet && alone ? Level.INFO : Level.WARNING;
  }

  /** Why strict configuration refuses. */
  static String strictly(PlacementDecision decision) {
    return "strict: "
        + decision.thread()
        + " would go without "
        + String.join("; ", decision.givenUp());
  }
}
