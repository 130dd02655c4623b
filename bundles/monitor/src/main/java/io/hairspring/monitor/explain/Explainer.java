package io.hairspring.monitor.explain;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.monitor.observe.Episode;
import java.util.Locale;

/**
 * Joins an anomaly with what the machine, the JVM and the platform did at the time. A task that was
 * timed and took too long, again and again, comes first: nothing else does that. Then in this
 * order, the first for which there is evidence: what comes earlier stops everything, and would make
 * what comes later look guilty too. The monitor's own thread.
 */
public final class Explainer {
  private static final double SHARE = 0.4;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BLAMED_SHARE = 0.3;
  // A queue is noticed after so long; its own values are lines.
  private static final double QUEUE_NANOS = 5_000_000;
  private static final long PLAN_NANOS = 20_000_000;

  private final MachineLog log;
  private final int confirmedRuns;
  private final long toldHostNanos;

  /**
   * Explains by a log.
   *
   * @param confirmedRuns times one after another after which an anomaly is none of the short
   *     disturbances that come by themselves
   * @param toldHostNanos what the host or the operating system take is told from this length on
   */
  public Explainer(MachineLog log, int confirmedRuns, long toldHostNanos) {
    this.log = log;
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
    if (confirmed && blamed(episode, tasks) && !collected(episode)) {
      return new Explanation(Cause.TASK, task(episode, tasks), true);
    }
    final Explanation machine = machine(episode);
    if (machine != null) {
      return machine;
    }
    final long planAge = episode.occurredNanos() - since;
    if (planAge >= 0 && planAge < PLAN_NANOS) {
      return plan(tasks, planAge, confirmed);
    }
    if (episode.kind() == AnomalyKind.STUCK && episode.subject().task() != 0) {
      return new Explanation(
          Cause.TASK,
          text(episode.subject().name() + " had not returned after %.0f ns", episode),
          !episode.over());
    }
    if (burst) {
      return new Explanation(Cause.MARKET_BURST, "the market sends more than usual", confirmed);
    }
    if (episode.blindNanos() > SHARE * length(episode)) {
      return new Explanation(
          Cause.HOST_NOISE,
          "the observer's thread stood for " + episode.blindNanos() + " ns at the same time",
          episode.kind() == AnomalyKind.QUEUE || episode.worst() >= toldHostNanos);
    }
    return new Explanation(Cause.UNKNOWN, "nothing else happened at the time", confirmed);
  }

  private boolean confirmed(Episode episode) {
    return switch (episode.kind()) {
      case SHIFT, DEGRADATION, JITTER, QUEUE -> true;
      case STUCK -> !episode.over();
      default -> episode.run() >= confirmedRuns && lasts(episode);
    };
  }

  /** One stall has many events wait in a row: that they come in a row says nothing. */
  private boolean lasts(Episode episode) {
    return !episode.subject().isRing()
        || episode.lastSeenNanos() - episode.noticedNanos() >= toldHostNanos;
  }

  /** Whether a task was timed whose excess, as often as it was seen, accounts for the anomaly. */
  private static boolean blamed(Episode episode, TasksInForce tasks) {
    final TaskInForce task = episode.task() == 0 ? null : tasks.task(episode.task());
    return task != null
        && (episode.taskNanos() - task.expectedNanos()) * (double) episode.run()
            >= BLAMED_SHARE * episode.worst();
  }

  private boolean collected(Episode episode) {
    final MachineWindow window = window(episode);
    return window != null
        && collected(window, length(episode))
        && length(episode) >= toldHostNanos / 2.0;
  }

  /** The beans round down to whole milliseconds. */
  private static boolean collected(MachineWindow window, double excess) {
    return window.collections() > 0
        && (window.collectionMillis() + 1) * NANOS_PER_MILLI > SHARE * excess;
  }

  private MachineWindow window(Episode episode) {
    return log.around(
        episode.worstNanos() - (long) length(episode),
        Math.max(episode.worstNanos(), episode.noticedNanos()));
  }

  private Explanation machine(Episode episode) {
    final double excess = Math.max(1, length(episode));
    final MachineWindow window = window(episode);
    if (window == null || steady(episode.kind())) {
      return null;
    }
    final int lane = episode.subject().lane();
    final boolean lasting = episode.kind() == AnomalyKind.QUEUE;
    final boolean told = lasting || excess >= toldHostNanos;
    if (collected(window, excess)) {
      return new Explanation(
          Cause.SAFEPOINT,
          window.collections() + " garbage collections of " + window.collectionMillis() + " ms",
          lasting || excess >= toldHostNanos / 2.0);
    }
    if (window.stolen(lane) > SHARE * excess) {
      return new Explanation(
          Cause.HOST_STEAL, "the host took " + window.stolen(lane) + " ns of the core", told);
    }
    if (window.waited(lane) > SHARE * excess) {
      return new Explanation(
          Cause.CONTEXT_SWITCH,
          "the lane waited "
              + window.waited(lane)
              + " ns for its core, "
              + window.switches(lane)
              + " involuntary switches",
          told);
    }
    return null;
  }

  /** How long it was; what has not returned has gone on since it was noticed. */
  private static double length(Episode episode) {
    return switch (episode.kind()) {
      case STUCK -> episode.worst() + episode.lastSeenNanos() - episode.noticedNanos();
      case QUEUE -> QUEUE_NANOS;
      default -> episode.worst();
    };
  }

  /** What is seen over many cycles is nothing that one stall makes. */
  private static boolean steady(AnomalyKind kind) {
    return kind == AnomalyKind.SHIFT
        || kind == AnomalyKind.DEGRADATION
        || kind == AnomalyKind.JITTER;
  }

  private static Explanation plan(TasksInForce tasks, long age, boolean told) {
    final boolean swap = tasks.reason().contains("swap");
    return new Explanation(
        swap ? Cause.SWAP : Cause.PLAN_CHANGE,
        "plan " + tasks.epoch() + " is in force since " + age + " ns before: " + tasks.reason(),
        told);
  }

  private static String task(Episode episode, TasksInForce tasks) {
    final TaskInForce task = tasks.task(episode.task());
    return task == null
        ? "a task took " + episode.taskNanos() + " ns"
        : "task "
            + task.name()
            + " took "
            + episode.taskNanos()
            + " ns, planned with "
            + task.expectedNanos()
            + " ns";
  }
}
