package io.hairspring.kernel.agent;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.journal.JournalTap;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;

/**
 * Takes order commands from the egress ring to the gateway and reports back to the lane. A gateway
 * that wants market events sees each one after the commands that the lane sent because of the
 * events before it: what it does is a function of the two streams, not of how the threads happen to
 * run. Commands are copied for the journal before the gateway has them.
 */
public final class GatewayAgent implements Agent {
  private static final System.Logger LOG = System.getLogger(GatewayAgent.class.getName());

  // A few microseconds' work: the feed shares the thread, and an event that is due waits meanwhile.
  private static final int BURST = 16;
  private static final int OPEN_ORDERS = 1 << 16;

  // Of the calls that put it first: often enough for them to be compiled.
  private static final int DRILLS = 1_000;

  /** So long after the kill switch was thrown the thread makes itself share its core again. */
  private static final long CALMING_NANOS = 2_000_000;

  private static final int RECEIVE =
      MessageHeaderDecoder.ENCODED_LENGTH + MarketEventDecoder.receiveNanosEncodingOffset();

  private final OrderGateway gateway;
  private final PlatformClock clock;
  private final LongSupplier laneEvents;
  private final LineRing tap;
  private final LineRing egress;
  private final JournalTaps journal;
  private final OrderGuard guard;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private long copied;
  private boolean failed;
  private long calmed;
  private volatile ThreadPlacement placement;
  private volatile Thread thread;
  private volatile boolean idle = true;
  private volatile String failure = "";

  /**
   * Prepares the agent of one gateway.
   *
   * @param laneEvents how many market events the lane has run
   * @param tap the gateway's own copy of it, or null when it does not want market events
   * @param journal where the journal's copies of commands go
   */
  public GatewayAgent(
      OrderGateway gateway,
      PlatformClock clock,
      LongSupplier laneEvents,
      LineRing tap,
      LineRing egress,
      ReportSink reports,
      JournalTaps journal) {
    this(gateway, clock, laneEvents, tap, egress, reports, OPEN_ORDERS, journal);
  }

  /**
   * Prepares the agent of one gateway.
   *
   * @param laneEvents how many market events the lane has run
   * @param tap the gateway's own copy of it, or null when it does not want market events
   * @param openOrders orders that may be open at the same time; what is more is rejected
   * @param journal where the journal's copies of commands go
   */
  public GatewayAgent(
      OrderGateway gateway,
      PlatformClock clock,
      LongSupplier laneEvents,
      LineRing tap,
      LineRing egress,
      ReportSink reports,
      int openOrders,
      JournalTaps journal) {
    this.gateway = gateway;
    this.clock = clock;
    this.laneEvents = laneEvents;
    this.tap = tap;
    this.egress = egress;
    this.journal = journal;
    this.guard = new OrderGuard(gateway, clock, reports, openOrders);
  }

  /**
   * Throws the kill switch, or takes it back: in force at the agent's next turn. Any thread.
   *
   * @param nanos when it was commanded, platform time; 0 to take it back
   */
  public void halt(long nanos) {
    guard.halt(nanos);
  }

  /** Control thread, before the agent starts: who can have its thread go first; null for nobody. */
  public void placement(ThreadPlacement threads) {
    placement = threads;
  }

  /**
   * What was left for the agent is not to wait until whoever has its core gives it up: the core is
   * the agent's until it has done so. Any thread but the agent's; returns when the agent has had
   * the core, if it is the caller's.
   */
  public void hurry() {
    final Thread agent = thread;
    if (agent != null) {
      goFirst(agent);
      LockSupport.unpark(agent);
      // Without the means for it the agent has a chance at least.
      LockSupport.parkNanos(1);
      share(agent);
    }
  }

  private void goFirst(Thread agent) {
    final ThreadPlacement threads = placement;
    if (threads != null) {
      threads.hurry(agent);
    }
  }

  private void share(Thread agent) {
    final ThreadPlacement threads = placement;
    if (threads != null) {
      threads.relax(agent);
    }
  }

  /** When the gateway had taken the kill switch's last cancel; 0 while it has not. Any thread. */
  public long lastOutNanos() {
    return guard.lastOutNanos();
  }

  /** Cancels sent by the kill switch. Any thread. */
  public long cancelledByHalt() {
    return guard.cancelled();
  }

  /** Commands that were not let through to the gateway. Any thread. */
  public long refused() {
    return guard.refused();
  }

  /** Orders that are open at the venue. Any thread. */
  public int openOrders() {
    return guard.openOrders();
  }

  /** Commands the gateway has taken. Any thread. */
  public long taken() {
    return guard.taken();
  }

  /** Why it takes no more orders, in one line; empty while it does. Any thread. */
  public String failure() {
    return failure;
  }

  @Override
  public String roleName() {
    return "gateway";
  }

  /** Whether nothing is on its way through the gateway. Any thread. */
  public boolean idle() {
    return idle;
  }

  @Override
  public int doWork() {
    copyCommands();
    if (failed) {
      calm();
      // Its market events are nobody's any more, and must not hold the feed back.
      return tap == null ? 0 : discard(tap);
    }
    try {
      return turn();
    } catch (final RuntimeException | Error e) {
      failed = true;
      failure = e.toString();
      idle = true;
      LOG.log(
          Level.ERROR, "gateway failed and takes no more orders; they wait in the egress ring", e);
      return 0;
    }
  }

  private int turn() {
    // Before anything is taken: who sees the rings empty afterwards must not see an old value here.
    if (egress.consumed() != egress.produced()) {
      idle = false;
    }
    final long laneHasRun = laneEvents.getAsLong();
    int work = guard.sweep();
    calm();
    work += commands();
    if (tap != null && egress.consumed() == egress.produced()) {
      work += marketEvents(laneHasRun);
    }
    final long now = clock.nanoTime();
    work += gateway.poll(now, marketSeen(now), guard);
    idle = gateway.idle() && (tap == null || tap.peek() == LineRing.EMPTY);
    return work;
  }

  /** Again and again for a while: who hurries it may come to that when the cancels are out. */
  private void calm() {
    final long halted = guard.haltedNanos();
    if (halted != 0 && halted != calmed) {
      share(thread);
      if (clock.nanoTime() - halted > CALMING_NANOS) {
        calmed = halted;
      }
    }
  }

  private long marketSeen(long now) {
    final int next = tap == null ? LineRing.EMPTY : tap.peek();
    return next == LineRing.EMPTY
        ? now
        : Math.min(now, tap.buffer().getLong(next + RECEIVE, ByteOrder.LITTLE_ENDIAN));
  }

  private static int discard(LineRing ring) {
    ring.peek();
    final int lines = ring.contiguous();
    ring.release(lines);
    return lines;
  }

  private int commands() {
    int work = 0;
    while (work < BURST && egress.consumed() < copied) {
      if (!take(egress.peek())) {
        break;
      }
      egress.release();
      work++;
    }
    return work;
  }

  /** Copies what is in the ring, taken or not: also of what a failed gateway leaves there. */
  private void copyCommands() {
    final JournalTap tapped = journal.orders();
    int ahead = (int) (copied - egress.consumed());
    final int before = ahead;
    while (ahead < egress.readable(ahead) && tapped.accepts()) {
      final int offset = egress.offset(ahead);
      if (isCommand(offset)) {
        tapped.put(egress.buffer(), offset);
      }
      ahead++;
    }
    if (ahead != before) {
      copied += ahead - before;
      journal.ordersCopied(copied);
    }
  }

  /** A relay's line has no business with the gateway. */
  private boolean isCommand(int offset) {
    header.wrap(egress.buffer(), offset);
    return header.templateId() == OrderCommandDecoder.TEMPLATE_ID;
  }

  private boolean take(int offset) {
    if (!isCommand(offset)) {
      return true;
    }
    return guard.take(egress.buffer(), offset);
  }

  private int marketEvents(long laneHasRun) {
    int work = 0;
    while (work < BURST && tap.consumed() < laneHasRun) {
      final int offset = tap.peek();
      if (offset == LineRing.EMPTY) {
        break;
      }
      gateway.onMarketEvent(tap.buffer(), offset);
      tap.release();
      work++;
    }
    return work;
  }

  @Override
  public void onStart() {
    thread = Thread.currentThread();
    new KillDrill(clock).run();
    for (int i = 0; i < DRILLS; i++) {
      goFirst(thread);
      share(thread);
    }
  }

  @Override
  public void onClose() {
    gateway.close();
  }
}
