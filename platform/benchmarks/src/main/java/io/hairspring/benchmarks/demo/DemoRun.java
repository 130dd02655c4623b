package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.kernel.probe.KernelProbe;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The measured run: blocks of trading alternate with blocks of the bare relay and of the bare
 * clock, on the same threads and rings. It starts with a rehearsal on synthetic data, whose session
 * is closed, so that the code is compiled before the first event that counts.
 */
final class DemoRun {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long BARE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long REHEARSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
  private static final int REHEARSAL_ROUNDS = 3;
  private static final String REHEARSAL_FEED = "synthetic:volatile?seed=7";
  private static final int BLOCKS_PER_SECOND = 4;
  private static final int LEAST_BLOCKS = 24;
  private static final long FINITE_BLOCK_EVENTS = 2_000;
  private static final long RELAY_SHARE = 4;

  private final Platform platform;
  private final KernelProbe probe;
  private final DemoOptions options;
  private final Consumer<String> progress;
  private final LatencySeries bareLane = new LatencySeries("noise.lane");
  private final LatencySeries bareRelay = new LatencySeries("noise.relay");
  private RecordReader reader = new RecordReader();
  private long allocatedBefore;
  private long collectionsBefore;
  private long measuredNanos;

  DemoRun(Platform platform, KernelProbe probe, DemoOptions options, Consumer<String> progress) {
    this.platform = platform;
    this.probe = probe;
    this.options = options;
    this.progress = progress;
  }

  /** The code is warm when this returns; no session is open. */
  void rehearse(RecordReader watching) {
    reader = watching;
    progress.accept("warming up on " + REHEARSAL_FEED);
    platform.open(REHEARSAL_FEED, rehearsalPace(), "simulated:");
    for (int i = 0; i < REHEARSAL_ROUNDS; i++) {
      platform.pause(false);
      LockSupport.parkNanos(REHEARSAL_NANOS);
      settle();
      probe.relay(100_000 / REHEARSAL_ROUNDS, nanos -> bareRelay.accept(nanos));
      probe.bareClock(BARE_NANOS, nanos -> bareLane.accept(nanos));
    }
    platform.close();
    bareRelay.discard();
    bareLane.discard();
  }

  /** Trades; when this returns, the feed is paused or has ended, and all is at rest. */
  void trade(RecordReader watching) {
    reader = watching;
    platform.open(options.feed(), options.pace(), options.gateway());
    final boolean byEvents = options.seconds().isEmpty();
    final long seconds = options.seconds().orElse(10);
    final long length = TimeUnit.SECONDS.toNanos(seconds);
    final long block = length / Math.max(LEAST_BLOCKS, seconds * BLOCKS_PER_SECOND);
    baseline();
    boolean going = true;
    while (going) {
      final long before = platform.feed().events();
      measure(block, before);
      noise(platform.feed().events() - before);
      final FeedStatus feed = platform.feed();
      final boolean over = measuredNanos >= length && !(byEvents && feed.finite());
      going = !feed.ended() && !over;
      progress.accept(line(seconds, feed));
    }
  }

  private void baseline() {
    allocatedBefore = platform.lanes().get(0).allocatedBytes();
    collectionsBefore = collections();
  }

  private void measure(long blockNanos, long eventsBefore) {
    final boolean finite = platform.feed().finite();
    final long start = System.nanoTime();
    platform.pause(false);
    while (System.nanoTime() - start < blockNanos && !platform.feed().ended()) {
      if (finite && platform.feed().events() - eventsBefore >= FINITE_BLOCK_EVENTS) {
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    settle();
    measuredNanos += System.nanoTime() - start;
    reader.endBlock();
  }

  private void noise(long events) {
    probe.relay(Math.max(1, events / RELAY_SHARE), nanos -> bareRelay.accept(nanos));
    bareRelay.endBlock();
    probe.bareClock(BARE_NANOS, nanos -> bareLane.accept(nanos));
    bareLane.endBlock();
  }

  private void settle() {
    platform.pause(true);
    if (!platform.awaitIdle(IDLE_NANOS)) {
      throw new IllegalStateException("the platform did not come to rest within 30 s");
    }
  }

  private Pace rehearsalPace() {
    return options.pace().kind() == Pace.Kind.FIXED_RATE ? options.pace() : Pace.fixedRate(100_000);
  }

  private String line(long seconds, FeedStatus feed) {
    return String.format(
        "%5.1f s of %d  %,d events  %,d orders",
        measuredNanos / 1e9, seconds, feed.events(), platform.lanes().get(0).orders());
  }

  LatencySeries bareLane() {
    return bareLane;
  }

  LatencySeries bareRelay() {
    return bareRelay;
  }

  /** Bytes the lane's thread has allocated since the first event. */
  long allocatedBytes() {
    return platform.lanes().get(0).allocatedBytes() - allocatedBefore;
  }

  /** Collections since the first event. */
  long collectionsSince() {
    return collections() - collectionsBefore;
  }

  long measuredNanos() {
    return measuredNanos;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
