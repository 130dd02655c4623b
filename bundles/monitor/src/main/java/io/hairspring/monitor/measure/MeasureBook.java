package io.hairspring.monitor.measure;

import io.hairspring.api.monitor.Distribution;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;

/**
 * All measures. A reader asks for a flip and waits until the observer's thread has done it, in its
 * next turn; then what was recorded before is the reader's. When no turn comes, because no session
 * is open, the reader has what there was.
 */
public final class MeasureBook {
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final List<Measure> measures = new CopyOnWriteArrayList<>();
  private volatile long wanted;
  private volatile long done;
  private long gathered;

  /** Opens a measure, or finds it. Any thread; allocates. */
  public Measure open(String subject, String what) {
    for (final Measure known : measures) {
      if (known.is(subject, what)) {
        return known;
      }
    }
    final Measure measure = new Measure(subject, what);
    measures.add(measure);
    return measure;
  }

  /** Forgets all measures: another session begins. */
  public void clear() {
    measures.clear();
  }

  /** Observer's thread, in every turn. */
  public void turn() {
    final long flip = wanted;
    if (flip != done) {
      for (int i = 0; i < measures.size(); i++) {
        measures.get(i).flip();
      }
      done = flip;
    }
  }

  /** What was measured. Any thread but an agent or a lane; waits up to 100 ms. */
  public synchronized List<Distribution> distributions() {
    takeIn();
    return measures.stream().filter(Measure::any).map(Measure::distribution).toList();
  }

  /**
   * Takes in what was measured, and begins another window. What {@link #distributions} took in
   * meanwhile is in the window too.
   *
   * @param window is told each measure's 99th percentile since the last time
   * @return whether it was told: false when the observer had no turn, and the window goes on
   */
  public synchronized boolean gather(ObjLongConsumer<Measure> window) {
    if (!takeIn()) {
      return false;
    }
    for (final Measure measure : measures) {
      window.accept(measure, measure.windowP99());
      measure.nextWindow();
    }
    return true;
  }

  private boolean takeIn() {
    // One that was asked for before, and came too late, is to be taken in first.
    if (wanted == gathered) {
      wanted = gathered + 1;
    }
    final long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (done != wanted) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    measures.forEach(Measure::gather);
    gathered = wanted;
    return true;
  }
}
