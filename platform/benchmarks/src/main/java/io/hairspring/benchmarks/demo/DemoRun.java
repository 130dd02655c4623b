package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.work.CompilerTime;
import io.hairspring.kernel.probe.KernelProbe;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The measured run: blocks of trading alternate with blocks of the bare relay and of the bare
 * clock, on the same threads and rings. It starts with a rehearsal on synthetic data, whose session
 * is closed, so that the code is compiled before the first event that counts.
 */
public final class DemoRun {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long BARE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long REHEARSAL_SECONDS = 20;
  private static final long LONGEST_REHEARSAL_SECONDS = 40;
  private static final long REHEARSAL_BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int REHEARSAL_ROUNDS = 6;
  private static final long NOISE_EVENTS = 10_000;
  private static final long SETTLED_MILLIS = 60;
  private static final long COMPILER_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long COMPILER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  // Each regime takes branches that the others do not.
  private static final List<String> REHEARSAL_FEEDS =
      List.of("synthetic:volatile?seed=7", "synthetic:crash?seed=7", "synthetic:calm?seed=7");
  private static final int BLOCKS_PER_SECOND = 4;
  private static final int LEAST_BLOCKS = 24;
  private static final long FINITE_BLOCK_EVENTS = 2_000;

  private final Platform platform;
  private final KernelProbe probe;
  private final DemoOptions options;
  private final Consumer<String> progress;
  private final Runnable changes;
  private final LatencySeries bareLane = new LatencySeries("noise.lane");
  private final LatencySeries bareRelay = new LatencySeries("noise.relay");
  private RecordReader reader = new RecordReader();
  private long allocatedBytes;
  private long collectionsBefore;
  private long measuredNanos;

  /**
   * A run that has not begun.
   *
   * @param progress shows a line while it runs
   */
  public DemoRun(
      Platform platform, KernelProbe probe, DemoOptions options, Consumer<String> progress) {
    this(platform, probe, options, progress, () -> {});
  }

  /**
   * A run that is changed while it goes on.
   *
   * @param changes is called in each block of trading that counts
   */
  DemoRun(
      Platform platform,
      KernelProbe probe,
      DemoOptions options,
      Consumer<String> progress,
      Runnable changes) {
    this.platform = platform;
    this.probe = probe;
    this.options = options;
    this.progress = progress;
    this.changes = changes;
  }

  /**
   * Trades and measures without counting, until the compiler has little left to do. No session is
   * open when this returns.
   */
  public void rehearse(RecordReader watching) {
    reader = watching;
    final long end = System.nanoTime() + rehearsalNanos();
    int settled = 0;
    for (int round = 0; settled < REHEARSAL_FEEDS.size() && System.nanoTime() < end; round++) {
      final String feed = REHEARSAL_FEEDS.get(round % REHEARSAL_FEEDS.size());
      progress.accept("warming up on " + feed);
      settled = rehearse(feed) > SETTLED_MILLIS ? 0 : settled + 1;
    }
    bareRelay.clear();
    bareLane.clear();
    measuredNanos = 0;
    // What the rehearsed sessions leave behind is not collected in the middle of what counts.
    System.gc();
  }

  /** Trades on a feed; what the compiler had to do meanwhile, in milliseconds. */
  private long rehearse(String feed) {
    final long before = CompilerTime.millis();
    platform.open(feed, rehearsalPace(), "simulated:");
    for (int i = 0; i < REHEARSAL_ROUNDS; i++) {
      measure(REHEARSAL_BLOCK_NANOS, platform.feed().events(), () -> {});
      awaitCompiler();
    }
    // They come as slowly as the feed's.
    noise(Math.min(NOISE_EVENTS, platform.feed().events() / REHEARSAL_ROUNDS));
    platform.close();
    return CompilerTime.millis() - before;
  }

  /** The compiler shares a core with the agents: while the feed is paused it has it to itself. */
  private static void awaitCompiler() {
    final long end = System.nanoTime() + COMPILER_NANOS;
    long seen;
    do {
      seen = CompilerTime.millis();
      LockSupport.parkNanos(COMPILER_PAUSE_NANOS);
    } while (CompilerTime.millis() != seen && System.nanoTime() < end);
  }

  /** Trades; when this returns, the feed is paused or has ended, and all is at rest. */
  public void trade(RecordReader watching) {
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
      measure(block, before, changes);
      noise(platform.feed().events() - before);
      final FeedStatus feed = platform.feed();
      final boolean over = measuredNanos >= length && !(byEvents && feed.finite());
      going = !feed.ended() && !over;
      progress.accept(line(seconds, feed));
    }
  }

  private void baseline() {
    allocatedBytes = 0;
    collectionsBefore = collections();
  }

  private void measure(long blockNanos, long eventsBefore, Runnable inIt) {
    final boolean finite = platform.feed().finite();
    final long allocated = platform.lanes().get(0).allocatedBytes();
    final long start = System.nanoTime();
    platform.pause(false);
    inIt.run();
    if (finite) {
      awaitEvents(start, blockNanos, eventsBefore);
    } else {
      // One wait, not many: every wake-up takes the agents' core away from them.
      LockSupport.parkNanos(blockNanos);
    }
    platform.pause(true);
    measuredNanos += System.nanoTime() - start;
    settle();
    allocatedBytes += platform.lanes().get(0).allocatedBytes() - allocated;
    reader.endBlock();
  }

  private void awaitEvents(long start, long blockNanos, long eventsBefore) {
    long elapsed = System.nanoTime() - start;
    long seen = platform.feed().events() - eventsBefore;
    while (elapsed < blockNanos && !platform.feed().ended() && seen < FINITE_BLOCK_EVENTS) {
      LockSupport.parkNanos(pauseNanos(elapsed, seen, FINITE_BLOCK_EVENTS));
      elapsed = System.nanoTime() - start;
      seen = platform.feed().events() - eventsBefore;
    }
  }

  /**
   * Half of what the rest takes if it comes as fast as what was seen: few wake-ups, near the end.
   */
  static long pauseNanos(long elapsed, long seen, long wanted) {
    final double left = (double) elapsed * (wanted - seen) / Math.max(1, seen);
    return Math.max(LEAST_PAUSE_NANOS, Math.min(MOST_PAUSE_NANOS, (long) (left / 2)));
  }

  private void noise(long events) {
    probe.relay(Math.max(1, events), nanos -> bareRelay.accept(nanos));
    bareRelay.endBlock();
    probe.bareClock(BARE_NANOS, nanos -> bareLane.accept(nanos));
    bareLane.endBlock();
  }

  private void settle() {
    if (!platform.awaitIdle(IDLE_NANOS)) {
      throw new IllegalStateException("the platform did not come to rest within 30 s");
    }
  }

  /**
   * A look at it, of a few seconds, is not worth twenty of rehearsal; and what a long run calls
   * often enough for the compiler, a short rehearsal does not.
   */
  private long rehearsalNanos() {
    return TimeUnit.SECONDS.toNanos(
        options.seconds().map(DemoRun::rehearsalSeconds).orElse(REHEARSAL_SECONDS));
  }

  private static long rehearsalSeconds(int measured) {
    final long worthIt = Math.max(REHEARSAL_SECONDS, 2L * measured);
    return Math.min(4L * measured, Math.min(LONGEST_REHEARSAL_SECONDS, worthIt));
  }

  private Pace rehearsalPace() {
    return options.pace().kind() == Pace.Kind.FIXED_RATE ? options.pace() : Pace.fixedRate(100_000);
  }

  private String line(long seconds, FeedStatus feed) {
    return String.format(
        "%5.1f s of %d  %,d events  %,d orders",
        measuredNanos / 1e9, seconds, feed.events(), platform.lanes().get(0).orders());
  }

  /** Gaps between two clock reads of the bare lane thread. */
  public LatencySeries bareLane() {
    return bareLane;
  }

  /** The same events with an empty lane. */
  public LatencySeries bareRelay() {
    return bareRelay;
  }

  /**
   * Bytes the lane's thread has allocated in the blocks of trading; what it does in between, for
   * the measurement, is not the platform's.
   */
  long allocatedBytes() {
    return allocatedBytes;
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
