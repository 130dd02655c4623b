package io.hairspring.affinity.contention;

import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Tells from what happened between two looks whether a lane is disturbed. One thread at a time.
 *
 * <p>A share of a thousandth counts: it is one event in a thousand that comes late, the percentile
 * that a lane is judged by. A cache counts as contended when it is twice as bad as it was at its
 * best: by the lane's own misses, or, where the processor does not tell, when both a walk through
 * memory beside the lane and the lane's steps take so much longer, since each alone has other
 * reasons too.
 */
public final class ContentionJudge {
  private static final double SHARE = 0.001;
  private static final double WORSE = 2;
  private static final double LONGER = 1.5;
  private static final double LEAST_MISSES = 0.1;
  private static final int LEARNED_EVERY = 32;
  private static final int LEARNED = 3;

  private final DoubleSupplier probe;
  private final Map<String, ContentionSample> lastSamples = new HashMap<>();
  private final Map<String, CacheSample> lastCaches = new HashMap<>();
  private final Map<String, Double> leastMisses = new HashMap<>();
  private double leastProbe = Double.MAX_VALUE;
  private int looks;
  private boolean looked;
  private boolean walked;
  private double inflation;

  /** With what measures the shared cache where the processor does not count. */
  public ContentionJudge(DoubleSupplier probe) {
    this.probe = probe;
  }

  /** Whether something else ran on the lane's core since the last sample. */
  public Optional<Disturbance> core(ContentionSample sample) {
    ContentionSample last = lastSamples.put(sample.lane(), sample);
    if (last == null || last.core() != sample.core()) {
      return Optional.empty();
    }
    ContentionSample now = sample.since(last);
    double all = now.ranNanos() + now.waitedNanos();
    double taken = all <= 0 ? 0 : now.waitedNanos() / all;
    double stolen = all <= 0 ? 0 : now.stolenNanos() / all;
    if (Math.max(taken, stolen) < SHARE) {
      return Optional.empty();
    }
    boolean host = stolen > taken;
    double share = Math.max(taken, stolen);
    return Optional.of(
        new Disturbance(
            sample.lane(),
            sample.core(),
            host ? Kind.CORE_STOLEN_BY_HOST : Kind.CORE_TAKEN,
            share,
            String.format(
                Locale.ROOT,
                "%.2f%% of its time: it waited %.1f ms while something else ran, in %d switches;"
                    + " the host took %.0f ms",
                100 * share,
                now.waitedNanos() / 1e6,
                now.involuntarySwitches(),
                now.stolenNanos() / 1e6),
            host
                ? "on the host: virsh vcpupin DOMAIN " + sample.core() + " HOST_CORE"
                : "who it was: perf sched record -C "
                    + sample.core()
                    + " sleep 1 && perf sched timehist; for good: isolcpus="
                    + sample.core()));
  }

  /** Whether the lane misses more than at its best, by the processor's counters. */
  public Optional<Disturbance> cache(CacheSample sample) {
    CacheSample last = lastCaches.put(sample.lane(), sample);
    if (last == null || last.core() != sample.core()) {
      return Optional.empty();
    }
    double misses = Math.max(LEAST_MISSES, sample.since(last).missesPerThousand());
    double least = leastMisses.merge(sample.lane(), misses, Math::min);
    return misses < WORSE * least
        ? Optional.empty()
        : Optional.of(
            contended(
                sample.lane(),
                sample.core(),
                misses / least,
                String.format(
                    Locale.ROOT,
                    "%.2f misses in a thousand instructions, %.2f at its best",
                    misses,
                    least)));
  }

  /** Another look at all lanes begins. */
  public void look() {
    looked = false;
  }

  /**
   * Whether the cache that a lane shares is contended, by the time that memory takes.
   *
   * @param stepInflation how many times longer than at their best the lane's steps take; not a
   *     number when that is not known
   */
  public Optional<Disturbance> cache(String lane, int core, double stepInflation) {
    if (!looked) {
      looked = true;
      inflation = walk(stepInflation);
    }
    boolean contended = inflation >= LONGER && stepInflation >= LONGER;
    return contended
        ? Optional.of(
            contended(
                lane,
                core,
                Math.min(inflation, stepInflation),
                String.format(
                    Locale.ROOT,
                    "memory in the shared cache takes %.1f ns, %.1f at its best, and steps %.1f"
                        + " times as long",
                    inflation * leastProbe,
                    leastProbe,
                    stepInflation)))
        : Optional.empty();
  }

  /**
   * A walk takes milliseconds of a core that others want: it is made while the steps take longer,
   * and now and then to learn what it takes at its best. It counts when one was made in the look
   * before, or its lines would be gone by themselves.
   */
  private double walk(double stepInflation) {
    boolean learning = looks++ % LEARNED_EVERY < LEARNED;
    boolean counts = walked;
    walked = learning || stepInflation >= LONGER;
    if (!walked) {
      return 0;
    }
    double nanos = probe.getAsDouble();
    if (!counts) {
      return 0;
    }
    leastProbe = Math.min(leastProbe, nanos);
    return nanos / leastProbe;
  }

  private static Disturbance contended(String lane, int core, double times, String found) {
    return new Disturbance(
        lane,
        core,
        Kind.CACHE_CONTENDED,
        times,
        found,
        "cache.allocation = true in etc/io.hairspring.affinity.cfg, where the processor has it"
            + " (mount -t resctrl resctrl /sys/fs/resctrl)");
  }
}
