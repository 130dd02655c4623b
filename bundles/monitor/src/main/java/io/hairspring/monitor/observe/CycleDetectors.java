package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.monitor.detect.Cusum;
import io.hairspring.monitor.detect.JitterRise;
import io.hairspring.monitor.detect.OverLimit;
import io.hairspring.monitor.detect.RobustSpike;
import io.hairspring.monitor.measure.Measure;

/**
 * What is measured and noticed of one series of times: the cycles of one kind, or the waits of
 * events. Observer's thread.
 */
final class CycleDetectors {
  private static final int BLOCK = 1_024;
  private static final double CUT = 4;

  private final Subject subject;
  private final Measure time;
  private final Noticing noticing;
  private final RobustSpike spike;
  private final OverLimit deadline = new OverLimit();
  private final OverLimit spikes = new OverLimit();
  private final Cusum shift = new Cusum(2, 24, 64, 0.1);
  private final JitterRise jitter = new JitterRise(8, BLOCK * 4);
  private double blockSum;
  private int blockCount;

  CycleDetectors(Subject subject, Measure time, Noticing noticing, DetectorSettings settings) {
    this.subject = subject;
    this.time = time;
    this.noticing = noticing;
    this.spike =
        new RobustSpike(settings.spikeMultiples(), settings.spikeRatio(), settings.warmUp());
  }

  /**
   * One more.
   *
   * @param end when it was over, platform time
   * @param missed whether it is over its deadline
   */
  void add(long nanos, long end, boolean missed) {
    time.record(nanos);
    final double limit = spike.limit();
    final int late = deadline.add(missed);
    if (late > 0) {
      noticing.notice(AnomalyKind.DEADLINE, subject, end, (double) nanos, spike.median(), late);
    }
    final int far = spikes.add(spike.add((double) nanos));
    if (far > 0) {
      noticing.notice(AnomalyKind.SPIKE, subject, end, (double) nanos, limit, far);
    }
    // What is far out is cut: it is a spike, and neither a shift nor jitter.
    final double cut = Math.min((double) nanos, CUT * Math.max(1, spike.median()));
    if (jitter.add(cut)) {
      noticing.notice(AnomalyKind.JITTER, subject, end, jitter.scatter(), jitter.usual(), 1);
      jitter.restart();
    }
    blockSum += cut;
    if (++blockCount == BLOCK) {
      block(end);
    }
  }

  private void block(long end) {
    final double mean = blockSum / BLOCK;
    blockSum = 0;
    blockCount = 0;
    if (shift.add(mean)) {
      noticing.notice(AnomalyKind.SHIFT, subject, end, mean, shift.mean(), 1);
      shift.restart();
    }
  }

  /** Another plan: what was usual may not be any more. */
  void restart() {
    shift.restart();
    blockSum = 0;
    blockCount = 0;
  }
}
