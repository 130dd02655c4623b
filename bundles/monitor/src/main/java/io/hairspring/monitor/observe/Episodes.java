package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The anomalies under way: what is noticed again while one lasts belongs to it. Observer's thread.
 * Allocates when an anomaly is new, and never otherwise.
 */
final class Episodes {
  private static final int REPEATED = 2;

  // It is seen once, when the level has changed; what stays so is what is usual from then on.
  private static final long STEADY_NANOS = 5_000_000_000L;

  private final Episode[] open;
  private final long recoveryNanos;
  private final Queue<Episode> found;
  private final Consumer<Episode> first;
  private int count;
  private long number;
  private long dropped;

  /**
   * None yet.
   *
   * @param capacity anomalies under way at the same time; more are not noticed
   * @param recoveryNanos without which being seen again one is over; one that is {@linkplain
   *     Episode#steady steady} after five seconds
   * @param found takes each that is new; bounded
   * @param first is told of each, at once when it is seen a second time in a row
   */
  Episodes(int capacity, long recoveryNanos, Queue<Episode> found, Consumer<Episode> first) {
    this.open = new Episode[capacity];
    this.recoveryNanos = recoveryNanos;
    this.found = found;
    this.first = first;
  }

  boolean any() {
    return count > 0;
  }

  long dropped() {
    return dropped;
  }

  /** Something is noticed, so many times one after another. */
  void seen(
      AnomalyKind kind,
      Subject subject,
      long occurred,
      long now,
      double value,
      double limit,
      int run,
      int epoch,
      long blind) {
    for (int i = 0; i < count; i++) {
      final Episode episode = open[i];
      if (episode.kind() == kind && episode.subject().equals(subject)) {
        if (episode.over() || (run == 1 && !episode.acted() && !episode.steady())) {
          // Dismissed meanwhile; or it was a single one, and this is another.
          remove(i);
          break;
        }
        if (run == 1 && !episode.steady()) {
          // What was more than a single one is not kept alive by those: they come all the time.
          return;
        }
        episode.seen(now, run, value, occurred);
        act(episode, run);
        return;
      }
    }
    if (count == open.length) {
      dropped++;
      return;
    }
    final Episode episode =
        new Episode(++number, kind, subject, occurred, now, value, limit, epoch, blind);
    episode.seen(now, run);
    if (!found.offer(episode)) {
      // Nobody would say when it is over: nothing may be done about it.
      dropped++;
      return;
    }
    open[count++] = episode;
    act(episode, run);
  }

  /** Once, when it is no single disturbance any more. */
  private void act(Episode episode, int run) {
    if (run >= REPEATED && episode.act()) {
      first.accept(episode);
    }
  }

  /** A task was timed and took too long: what is under way on its lane may be its doing. */
  void blame(int lane, int task, long nanos, long excess) {
    for (int i = 0; i < count; i++) {
      if (open[i].subject().lane() == lane) {
        open[i].blame().add(task, nanos, excess);
      }
    }
  }

  /** A task was timed and did not take too long. */
  void fair(int lane, int task) {
    for (int i = 0; i < count; i++) {
      if (open[i].subject().lane() == lane) {
        open[i].blame().fair(task);
      }
    }
  }

  /** Ends what has not been seen again for long enough. */
  void recover(long now) {
    for (int i = count - 1; i >= 0; i--) {
      final long lasts = open[i].steady() ? STEADY_NANOS : recoveryNanos;
      if (now - open[i].lastSeenNanos() > lasts) {
        remove(i);
      }
    }
  }

  /** Ends all: the session they are of is over, or nobody has looked for long. */
  void clear() {
    while (count > 0) {
      remove(count - 1);
    }
  }

  /** It is over, for certain. */
  void end(AnomalyKind kind, int lane) {
    for (int i = count - 1; i >= 0; i--) {
      if (open[i].kind() == kind && open[i].subject().lane() == lane) {
        remove(i);
      }
    }
  }

  private void remove(int i) {
    open[i].end();
    open[i] = open[--count];
    open[count] = null;
  }

  /** Still so: keeps alive what has no values of its own while it lasts. */
  void still(AnomalyKind kind, long now) {
    for (int i = 0; i < count; i++) {
      if (open[i].kind() == kind) {
        open[i].seen(now, open[i].run() + 1);
      }
    }
  }
}
