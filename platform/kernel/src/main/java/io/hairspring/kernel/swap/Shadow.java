package io.hairspring.kernel.swap;

import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.lane.TaskFailure;
import io.hairspring.kernel.profile.TaskProfile;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A candidate's time in the shadow, on a thread of its own: first a rehearsal, events as fast as
 * they go until its code is compiled, then copies of the live ones. It gives way to the agents,
 * whose cores it shares. The control thread starts it, looks at it, and stops it; a candidate that
 * does not return keeps the thread, and that is all it keeps.
 */
public final class Shadow {
  private static final int BLOCK = 256;
  private static final int HAND_OVERS = 60_000;
  private static final int PLAIN_BLOCKS = 4;
  private static final int STALL_EVERY = 8;
  private static final int PERCENT = 100;
  private static final long WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final long COMPILER_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final int SEQUENCE =
      MessageHeaderEncoder.ENCODED_LENGTH + MarketEventEncoder.sequenceEncodingOffset();
  private static final int RECEIVE =
      MessageHeaderEncoder.ENCODED_LENGTH + MarketEventEncoder.receiveNanosEncodingOffset();

  private final Candidate candidate;
  private final ShadowGround ground;
  private final Scene rehearsal;
  private final Scene live;
  private final LiveEvents events;
  private final SwapSettings settings;
  private final PlatformClock clock;
  private final Runnable confine;
  private final Warmth warmth;
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[LineRing.LINE]);
  private long workSince;

  private volatile boolean stopped;
  private volatile boolean ended;
  private volatile boolean warm;
  private volatile String doing = "starts";
  private volatile String failure = "";
  private volatile long rehearsed;
  private volatile long shadowed;
  private volatile long orders;
  private volatile long oldOrders;
  private volatile long eventNanos;

  /**
   * A shadow that has not begun.
   *
   * @param rehearsal what it is rehearsed with; null for nothing
   * @param live what it sees then
   * @param events where that comes from
   * @param confine keeps the calling thread off the lanes' cores
   */
  public Shadow(
      Candidate candidate,
      ShadowGround ground,
      Scene rehearsal,
      Scene live,
      LiveEvents events,
      SwapSettings settings,
      PlatformClock clock,
      Runnable confine) {
    this.candidate = candidate;
    this.ground = ground;
    this.rehearsal = rehearsal;
    this.live = live;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
    this.confine = confine;
    this.warmth = new Warmth(settings.rehearsalEvents());
  }

  /** Starts its thread. */
  public void start() {
    final Thread thread = new Thread(this::run, "hairspring-shadow");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks it to end. */
  public void stop() {
    stopped = true;
  }

  /** Whether its thread has let go of everything. Any thread. */
  public boolean ended() {
    return ended;
  }

  /** How far it is. Any thread. */
  public Progress progress() {
    if (!failure.isEmpty()) {
      return Progress.failed(failure);
    }
    return warm && ended ? Progress.done("warm: " + doing) : Progress.waiting(doing);
  }

  /** Events it was rehearsed with. Any thread. */
  public long rehearsed() {
    return rehearsed;
  }

  /** Live events it has seen. Any thread. */
  public long shadowed() {
    return shadowed;
  }

  /** New orders it has sent while it saw live events. Any thread. */
  public long orders() {
    return orders;
  }

  /** New orders of the component in force in that time. Any thread. */
  public long oldOrders() {
    return oldOrders;
  }

  /** What an event takes it. Any thread. */
  public long eventNanos() {
    return eventNanos;
  }

  private void run() {
    try {
      confine.run();
      if (rehearsal != null) {
        rehearse();
      }
      if (!stopped && failure.isEmpty()) {
        watch();
      }
    } catch (final RuntimeException | Error e) {
      fail("threw " + e + " in the shadow");
    } finally {
      close();
      ended = true;
    }
  }

  private void close() {
    try {
      ground.live().empty();
      if (rehearsal != null) {
        ground.rehearsal(rehearsal.instruments()).empty();
        rehearsal.close();
      }
      live.close();
    } catch (final RuntimeException | Error e) {
      fail("could not be taken out of the shadow: " + e);
    }
  }

  private void fail(String why) {
    if (failure.isEmpty()) {
      failure = why;
    }
  }

  private void rehearse() {
    final Stage stage = ground.rehearsal(rehearsal.instruments());
    stage.put(List.of(candidate), rehearsal.venue());
    doing = "is rehearsed";
    workSince = clock.nanoTime();
    int block = 0;
    while (!stopped && failure.isEmpty() && !warmth.settled()) {
      stage.answering(block % STALL_EVERY != 0);
      if (!rehearse(stage, ++block % (PLAIN_BLOCKS + 1) == 0)) {
        break;
      }
      examine(stage);
      giveWay();
    }
    judge(stage);
  }

  private boolean rehearse(Stage stage, boolean withHandOvers) {
    long nanos = 0;
    int events = 0;
    while (events < BLOCK) {
      if (rehearsal.feed().read(line, 0) != MarketDataFeed.LINE) {
        return false;
      }
      final long start = clock.nanoTime();
      line.putLong(SEQUENCE, rehearsed + events + 1, ByteOrder.LITTLE_ENDIAN);
      line.putLong(RECEIVE, start, ByteOrder.LITTLE_ENDIAN);
      stage.event(line, 0);
      nanos += clock.nanoTime() - start;
      events++;
      if (withHandOvers) {
        stage.handOver();
      }
    }
    warmth.block(events, nanos / events);
    rehearsed = warmth.events();
    eventNanos = warmth.eventNanos();
    return true;
  }

  private void examine(Stage stage) {
    final TaskFailure left = stage.nextFailure();
    if (left != null) {
      fail("threw " + left.cause() + " in the shadow");
    }
  }

  private void judge(Stage stage) {
    final TaskProfile profile = stage.profile();
    final long budget = candidate.definition().budgetNanos();
    if (budget > 0 && profile.samples() > 0 && profile.expectedNanos() > budget) {
      fail("takes " + profile.expectedNanos() + " ns an event, its budget is " + budget + " ns");
    }
  }

  private void watch() {
    final Stage stage = ground.live();
    stage.put(List.of(candidate), live.venue());
    doing = "sees live events";
    final LineRing copies = ground.copies();
    while (copies.peek() != LineRing.EMPTY) {
      copies.release(copies.contiguous());
    }
    final long ordersBefore = events.orders();
    events.copyTo(copies);
    try {
      watch(stage, copies, ordersBefore);
    } finally {
      events.stop(copies);
    }
    judge(stage);
    compare();
    if (!stopped && failure.isEmpty()) {
      rehearseHandOvers(stage);
    }
    if (!stopped && failure.isEmpty()) {
      // What it believes of orders that were never sent is not true.
      candidate.start(live.instruments());
      doing = describe();
      warm = true;
    }
  }

  private void watch(Stage stage, LineRing copies, long ordersBefore) {
    final long start = clock.nanoTime();
    workSince = start;
    long seen = 0;
    while (!stopped && failure.isEmpty() && !enough(start)) {
      final int next = copies.peek();
      if (next == LineRing.EMPTY) {
        LockSupport.parkNanos(PAUSE_NANOS);
        workSince = clock.nanoTime();
        continue;
      }
      stage.event(copies.buffer(), next);
      copies.release();
      shadowed = ++seen;
      orders = stage.orders();
      oldOrders = events.orders() - ordersBefore;
      examine(stage);
      giveWay();
    }
  }

  /**
   * What the lane does once, at the hand-over, must not be cold then: it is done until it takes no
   * less time, with pauses in which the compiler comes by.
   */
  private void rehearseHandOvers(Stage stage) {
    doing = "rehearses the hand-over";
    final Warmth settling = new Warmth(Math.min(HAND_OVERS, settings.rehearsalEvents()));
    final Compilation compilation = new Compilation();
    while (!stopped && !(settling.settled() && compilation.rests())) {
      final long start = clock.nanoTime();
      for (int i = 0; i < BLOCK; i++) {
        stage.handOver();
      }
      settling.block(BLOCK, (clock.nanoTime() - start) / BLOCK);
      LockSupport.parkNanos(settling.settled() ? COMPILER_NANOS : PAUSE_NANOS);
    }
  }

  private void compare() {
    final long most = Math.max(orders, oldOrders);
    if (settings.tolerancePercent() != SwapSettings.ANY
        && Math.abs(orders - oldOrders) * PERCENT > most * settings.tolerancePercent()) {
      fail(
          "sent "
              + orders
              + " new orders in the shadow where the one in force sent "
              + oldOrders
              + " (swap.orders.tolerance is "
              + settings.tolerancePercent()
              + " percent)");
    }
  }

  private boolean enough(long start) {
    final long passed = clock.nanoTime() - start;
    return rehearsed + shadowed >= (rehearsal == null ? settings.rehearsalEvents() : 0)
        && (shadowed >= settings.shadowEvents()
            || passed >= TimeUnit.MILLISECONDS.toNanos(settings.quietMillis()));
  }

  private String describe() {
    return rehearsed
        + " events rehearsed, "
        + shadowed
        + " live ones seen, "
        + eventNanos
        + " ns an event";
  }

  /** The agents' threads wait for the same cores. */
  private void giveWay() {
    if (clock.nanoTime() - workSince > WORK_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      workSince = clock.nanoTime();
    }
  }
}
