package io.hairspring.affinity.contention;

import io.hairspring.affinity.enforcement.Enforcer;
import io.hairspring.affinity.enforcement.PinnedLane;
import io.hairspring.affinity.os.LinuxCounterCalls;
import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Disturbance.Kind;
import io.hairspring.api.placement.LaneContention;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Looks at the lanes that are pinned, judges, and moves what is ours out of their way. Control and
 * shell threads, one at a time.
 */
public final class ContentionWatch implements Closeable {
  private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ContentionReader reader;
  private final Enforcer enforcer;
  private final CacheCounters counters = new CacheCounters(new LinuxCounterCalls());
  private final ContentionJudge judge;
  private final LongSupplier nanoTime;
  private List<PinnedLane> sampled = List.of();
  private List<Disturbance> last;
  private long lastNanos;

  /** Over the files of a machine, and what is pinned there. */
  public ContentionWatch(HostFiles files, Enforcer enforcer) {
    this(files, enforcer, System::nanoTime);
  }

  ContentionWatch(HostFiles files, Enforcer enforcer, LongSupplier nanoTime) {
    this.enforcer = enforcer;
    this.nanoTime = nanoTime;
    reader = new ContentionReader(files);
    Topology topology = new TopologyReader(files).read();
    long cacheBytes = topology.caches().stream().mapToLong(Cache::bytes).max().orElse(0);
    judge = new ContentionJudge(new CacheProbe(cacheBytes));
  }

  /** What the scheduler counted for each lane. */
  public synchronized List<ContentionSample> sample() {
    // Plain, because it runs many times a second beside those who must not wait.
    List<PinnedLane> lanes = List.copyOf(enforcer.lanes());
    if (!lanes.equals(sampled)) {
      sampled = lanes;
      reader.keepOnly(threads());
    }
    List<ContentionSample> samples = new ArrayList<>(lanes.size());
    for (PinnedLane lane : lanes) {
      core(lane).ifPresent(samples::add);
    }
    return samples;
  }

  private Optional<ContentionSample> core(PinnedLane lane) {
    return reader.read(lane.thread().getName(), lane.id(), lane.core());
  }

  /** What the processor counted for each lane. */
  public synchronized List<CacheSample> caches() {
    counters.keepOnly(threads());
    return enforcer.lanes().stream().flatMap(lane -> cache(lane).stream()).toList();
  }

  private Set<Integer> threads() {
    return enforcer.lanes().stream().map(PinnedLane::id).collect(Collectors.toSet());
  }

  private Optional<CacheSample> cache(PinnedLane lane) {
    return counters.read(lane.thread().getName(), lane.id(), lane.core());
  }

  /** What has disturbed the lanes since the last call, and what was done about it. */
  public synchronized List<Disturbance> disturbances(double stepInflation) {
    judge.look();
    List<Disturbance> found = new ArrayList<>();
    for (PinnedLane lane : enforcer.lanes()) {
      core(lane).flatMap(judge::core).ifPresent(found::add);
      Optional<CacheSample> counted = cache(lane);
      (counted.isPresent()
              ? counted.flatMap(judge::cache)
              : judge.cache(lane.thread().getName(), lane.core(), stepInflation))
          .ifPresent(found::add);
    }
    last = found.stream().map(this::answer).toList();
    lastNanos = nanoTime.getAsLong();
    return last;
  }

  /** What the last call of that found; if it is long ago, such a call is made. */
  public synchronized List<Disturbance> lately() {
    return last == null || nanoTime.getAsLong() - lastNanos > LATELY_NANOS
        ? disturbances(LaneContention.UNKNOWN_INFLATION)
        : last;
  }

  private Disturbance answer(Disturbance found) {
    if (found.kind() == Kind.CORE_TAKEN) {
      // A thread of ours that went astray is back by this; it need not wait for the next look.
      enforcer.check();
    }
    return found.kind() == Kind.CACHE_CONTENDED && enforcer.clearCache(found.core())
        ? new Disturbance(
            found.lane(),
            found.core(),
            found.kind(),
            found.severity(),
            found.found(),
            "every other thread of this process was moved to cores with another cache")
        : found;
  }

  @Override
  public synchronized void close() {
    counters.close();
    reader.close();
  }
}
