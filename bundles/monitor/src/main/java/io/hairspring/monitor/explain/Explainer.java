package io.hairspring.monitor.explain;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.monitor.observe.Episode;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Joins an anomaly with what the machine, the JVM and the platform did at the time. A task that was
 * timed and took too long, again and again, comes first: nothing else does that. Then in this
 * order, the first for which there is evidence: what comes earlier stops everything, and would make
 * what comes later look guilty too. The monitor's own thread.
 */
public final class Explainer {
  private static final double SHARE = 0.4;
  private static final double NANOS_PER_MILLI = 1e6;
  // A queue is noticed after so long; its own values are lines.
  private static final double QUEUE_NANOS = 5_000_000;
  private static final long PLAN_NANOS = 20_000_000;
  // The least that the kernel takes for a page that it only has to give out.
  private static final double FAULT_NANOS = 500;
  // A task that has returned meanwhile, and was stuck once, is to blame if no host stands so long
  // without saying so: so many times what is told of it at all.
  private static final int LONG = 10;
  private static final long AFTER_COLLECTION_NANOS = 10_000_000;
  // So long it takes until code that was thrown away is there again, and cycles are slow meanwhile.
  private static final long DEOPTIMISED_NANOS = 20_000_000;

  private final MachineLog log;
  private final JvmLog jvm;
  private final int confirmedRuns;
  private final long toldHostNanos;

  /**
   * Explains by logs.
   *
   * @param confirmedRuns times one after another after which an anomaly is none of the short
   *     disturbances that come by themselves
   * @param toldHostNanos what the host or the operating system take is told from this length on
   */
  public Explainer(MachineLog log, JvmLog jvm, int confirmedRuns, long toldHostNanos) {
    this.log = log;
    this.jvm = jvm;
    this.confirmedRuns = confirmedRuns;
    this.toldHostNanos = toldHostNanos;
  }

  /**
   * Explains an anomaly.
   *
   * @param tasks the tasks in force
   * @param since since when they are
   * @param burst whether the market sends more than usual
   */
  public Explanation explain(Episode episode, TasksInForce tasks, long since, boolean burst) {
    return switch (episode.kind()) {
      case BURST ->
          new Explanation(
              Cause.MARKET_BURST,
              text("%.0f events in a window in which %.0f are usual", episode),
              true);
      case SILENCE ->
          new Explanation(
              Cause.FEED_SILENCE,
              text("nothing for %.0f ns, at most %.0f ns before", episode),
              true);
      default -> time(episode, tasks, since, burst);
    };
  }

  private static String text(String format, Episode episode) {
    return String.format(Locale.ROOT, format, episode.value(), episode.limit());
  }

  private Explanation time(Episode episode, TasksInForce tasks, long since, boolean burst) {
    final boolean confirmed = confirmed(episode);
    final MachineWindow collected = collected(episode);
    final Suspect suspect = new Suspect(episode, tasks.task(episode.blame().task()));
    if (confirmed
        && suspect.guilty(Math.max(2, confirmedRuns / 2))
        && (collected == null || !mayBeTheCollections(episode))) {
      return new Explanation(Cause.TASK, suspect.evidence(), true);
    }
    final Explanation machine = episode.steady() ? null : machine(episode, collected);
    if (machine != null) {
      return machine;
    }
    if (stuck(episode) && (!episode.over() || length(episode) >= LONG * toldHostNanos)) {
      return new Explanation(Cause.TASK, stuckFor(episode), true);
    }
    final long planAge = episode.occurredNanos() - since;
    if (planAge >= 0 && planAge < PLAN_NANOS) {
      return plan(tasks, planAge, confirmed);
    }
    if (burst) {
      return new Explanation(Cause.MARKET_BURST, "the market sends more than usual", confirmed);
    }
    if (episode.blindNanos() > SHARE * length(episode)) {
      return explanation(
          Cause.HOST_NOISE,
          episode.kind() == AnomalyKind.QUEUE || episode.worst() >= toldHostNanos,
          () -> "the observer's thread stood for " + episode.blindNanos() + " ns at the same time");
    }
    final boolean told = confirmed && lasts(episode);
    final Explanation compiled = deoptimised(episode, told);
    if (compiled != null) {
      return compiled;
    }
    if (episode.blame().otherRuns() > 0) {
      return explanation(
          Cause.HOST_NOISE,
          told,
          () ->
              "no task alone: several took too long at the same time, "
                  + (episode.blame().runs() + episode.blame().otherRuns())
                  + " times in all");
    }
    if (stuck(episode)) {
      return explanation(
          Cause.UNKNOWN,
          length(episode) >= toldHostNanos,
          () -> stuckFor(episode) + ", and nothing else happened at the time");
    }
    return new Explanation(Cause.UNKNOWN, "nothing else happened at the time", told);
  }

  private static String stuckFor(Episode episode) {
    return String.format(
        Locale.ROOT,
        "%s %s %.0f ns",
        episode.subject().name(),
        episode.over() ? "returned after" : "had not returned after",
        length(episode));
  }

  private static boolean stuck(Episode episode) {
    return episode.kind() == AnomalyKind.STUCK && episode.subject().task() != 0;
  }

  /** Most of what is noticed is dismissed, and nobody reads why. */
  private static Explanation explanation(Cause cause, boolean told, Supplier<String> evidence) {
    return new Explanation(cause, told ? evidence.get() : "", told);
  }

  private boolean confirmed(Episode episode) {
    return switch (episode.kind()) {
      case SHIFT, DEGRADATION, JITTER, QUEUE -> true;
      case STUCK -> !episode.over();
      // One stall has many events wait in a row: that they come in a row says nothing.
      default -> episode.run() >= confirmedRuns && (!episode.subject().isRing() || lasts(episode));
    };
  }

  /**
   * Whether it is longer than what comes by itself: a host that takes a processor for a moment, or
   * slows it down, has many cycles in a row late too.
   */
  private boolean lasts(Episode episode) {
    return episode.steady()
        || episode.kind() == AnomalyKind.QUEUE
        || episode.kind() == AnomalyKind.STUCK
        || Math.max((double) episode.longestRunNanos(), episode.worst()) >= toldHostNanos;
  }

  /** A collection is long itself, or has emptied the caches that every task then fills again. */
  private boolean mayBeTheCollections(Episode episode) {
    return length(episode) >= toldHostNanos / 2.0 || episode.blame().otherRuns() > 0;
  }

  /** The window in which there was a collection that accounts for it; null when there was none. */
  private MachineWindow collected(Episode episode) {
    final MachineWindow window = window(episode, AFTER_COLLECTION_NANOS);
    // The beans round down to whole milliseconds.
    return window != null
            && window.collections() > 0
            && (window.collectionMillis() + 1) * NANOS_PER_MILLI > SHARE * length(episode)
        ? window
        : null;
  }

  private MachineWindow window(Episode episode, long before) {
    return log.around(
        episode.worstNanos() - (long) length(episode) - before,
        Math.max(episode.worstNanos(), episode.noticedNanos()));
  }

  private Explanation machine(Episode episode, MachineWindow collected) {
    final Explanation stopped = stopped(episode);
    if (stopped != null) {
      return stopped;
    }
    final MachineWindow window = window(episode, 0);
    if (window == null) {
      return null;
    }
    final double excess = Math.max(1, length(episode));
    final int lane = episode.subject().lane();
    final boolean told = episode.kind() == AnomalyKind.QUEUE || excess >= toldHostNanos;
    if (collected != null) {
      return explanation(
          Cause.SAFEPOINT,
          longStop(episode) || episode.run() >= confirmedRuns,
          () ->
              window.collections()
                  + " garbage collections of "
                  + window.collectionMillis()
                  + " ms");
    }
    if (window.stolen(lane) > SHARE * excess) {
      return explanation(
          Cause.HOST_STEAL, told, () -> "the host took " + window.stolen(lane) + " ns of the core");
    }
    if (window.waited(lane) > SHARE * excess) {
      return explanation(
          Cause.CONTEXT_SWITCH,
          told,
          () ->
              "the lane waited "
                  + window.waited(lane)
                  + " ns for its core, "
                  + window.switches(lane)
                  + " involuntary switches");
    }
    if (window.pageFaults(lane) * FAULT_NANOS > SHARE * excess) {
      return explanation(
          Cause.PAGE_FAULT,
          told || episode.run() >= confirmedRuns,
          () -> "the lane met " + window.pageFaults(lane) + " pages that were not there");
    }
    return null;
  }

  /** The JVM had all threads stand, for a collection or something else, as it says itself. */
  private Explanation stopped(Episode episode) {
    final long to = Math.max(episode.worstNanos(), episode.noticedNanos());
    final long from = episode.worstNanos() - (long) length(episode);
    long stood = 0;
    JvmAct longest = null;
    for (final JvmAct act : jvm.between(JvmAct.Kind.STOP, from, to)) {
      stood += act.within(from, to);
      longest = longest == null || act.within(from, to) > longest.within(from, to) ? act : longest;
    }
    if (longest == null || stood <= SHARE * length(episode)) {
      return null;
    }
    final long nanos = stood;
    final String what = longest.what();
    return explanation(Cause.SAFEPOINT, longStop(episode), () -> what + ", " + nanos + " ns");
  }

  /** Whether it is told that all threads stood: sooner than what the host takes is. */
  private boolean longStop(Episode episode) {
    return episode.kind() == AnomalyKind.QUEUE || length(episode) >= toldHostNanos / 2.0;
  }

  /** Code that the lane ran was thrown away right before, as the JVM says itself. */
  private Explanation deoptimised(Episode episode, boolean told) {
    final String lane = "hairspring-lane-" + episode.subject().lane();
    final long from = episode.occurredNanos() - (long) length(episode) - DEOPTIMISED_NANOS;
    return jvm.between(JvmAct.Kind.DEOPTIMISATION, from, episode.noticedNanos()).stream()
        .filter(act -> act.thread().equals(lane))
        .findFirst()
        .map(act -> explanation(Cause.COMPILATION, told, act::what))
        .orElse(null);
  }

  /** How long it was; what has not returned has gone on since it was noticed. */
  private static double length(Episode episode) {
    return switch (episode.kind()) {
      case STUCK -> episode.worst() + episode.lastSeenNanos() - episode.noticedNanos();
      case QUEUE -> QUEUE_NANOS;
      default -> episode.worst();
    };
  }

  private static Explanation plan(TasksInForce tasks, long age, boolean told) {
    final boolean swap = tasks.reason().contains("swap");
    return new Explanation(
        swap ? Cause.SWAP : Cause.PLAN_CHANGE,
        "plan " + tasks.epoch() + " is in force since " + age + " ns before: " + tasks.reason(),
        told);
  }
}
