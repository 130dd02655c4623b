package io.hairspring.affinity;

import io.hairspring.api.placement.PlacementDecision;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what lanes go without. Any thread. */
final class Losses {
  private static final System.Logger LOG = System.getLogger(Losses.class.getName());

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Warns once for each thread: the same again would say nothing more. */
  PlacementDecision tell(PlacementDecision decision) {
    for (String loss : decision.givenUp()) {
      boolean first = told.add(decision.thread() + ": " + loss);
      LOG.log(first ? Level.WARNING : Level.DEBUG, "{0} goes without {1}", decision.thread(), loss);
    }
    return decision;
  }

  /** Why strict configuration refuses. */
  static String strictly(PlacementDecision decision) {
    return "strict: "
        + decision.thread()
        + " would go without "
        + String.join("; ", decision.givenUp());
  }
}
