package io.hairspring.monitor;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.monitor.explain.Explanation;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks every two seconds who takes from the lanes what is theirs. What is found twice in a row, and
 * is a hundredth of a lane's time or a contended cache, is an anomaly until it is found no more.
 * The monitor's own thread.
 */
final class Contenders {
  static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Pattern LANE = Pattern.compile("hairspring-lane-(\\d{1,4})");
  private static final double LEAST_SHARE = 0.01;
  // Beside those of the records and of the trends.
  private static final long FIRST_NUMBER = 1L << 41;

  private record Theft(String lane, Kind kind) {}

  private final Set<Theft> before = new HashSet<>();
  private final Map<Theft, Episode> going = new HashMap<>();
  private final Map<Episode, Disturbance> evidence = new HashMap<>();
  private long nextLook = Long.MIN_VALUE;
  private long number = FIRST_NUMBER;

  /**
   * Looks, if it is time to; what is found is handed over, and ended here when it is over.
   *
   * @param contention sees the lanes from outside; null when there is none, and then nobody says
   *     that anything goes on
   * @param inflation how many times longer than at their best the lanes' steps take
   */
  void look(
      long now,
      int epoch,
      LaneContention contention,
      DoubleSupplier inflation,
      Consumer<Episode> found) {
    if (now < nextLook) {
      return;
    }
    nextLook = now + EVERY_NANOS;
    final List<Disturbance> there =
        contention == null ? List.of() : contention.disturbances(inflation.getAsDouble());
    final Set<Theft> seen = new HashSet<>();
    for (final Disturbance disturbance : there) {
      final boolean cache = disturbance.kind() == Kind.CACHE_CONTENDED;
      if (cache || disturbance.severity() >= LEAST_SHARE) {
        final Theft theft = new Theft(disturbance.lane(), disturbance.kind());
        seen.add(theft);
        if (before.contains(theft) && !going.containsKey(theft)) {
          begin(theft, disturbance, now, epoch, found);
        }
      }
    }
    going
        .entrySet()
        .removeIf(
            entry -> {
              final boolean over = !seen.contains(entry.getKey());
              if (over) {
                entry.getValue().end();
              }
              return over;
            });
    before.clear();
    before.addAll(seen);
  }

  private void begin(
      Theft theft, Disturbance disturbance, long now, int epoch, Consumer<Episode> found) {
    final Episode episode =
        Episode.measured(
            number++,
            AnomalyKind.CONTENTION,
            subject(theft.lane()),
            now,
            disturbance.severity(),
            theft.kind() == Kind.CACHE_CONTENDED ? 1 : LEAST_SHARE,
            epoch);
    going.put(theft, episode);
    evidence.put(episode, disturbance);
    found.accept(episode);
  }

  private static Subject subject(String thread) {
    final Matcher lane = LANE.matcher(thread);
    return lane.matches()
        ? new Subject("lane:" + lane.group(1), Integer.parseInt(lane.group(1)), 0)
        : new Subject("lane:" + thread, 0, 0);
  }

  /** Who it was, and what was done or would help. */
  Explanation explain(Episode episode) {
    final Disturbance disturbance = evidence.get(episode);
    final Cause cause =
        switch (disturbance.kind()) {
          case CORE_TAKEN -> Cause.CONTEXT_SWITCH;
          case CORE_STOLEN_BY_HOST -> Cause.HOST_STEAL;
          case CACHE_CONTENDED -> Cause.CACHE;
        };
    return new Explanation(cause, disturbance.found() + "; " + disturbance.response(), true);
  }

  /** It has been told that it is over. */
  void forget(Episode episode) {
    evidence.remove(episode);
  }
}
