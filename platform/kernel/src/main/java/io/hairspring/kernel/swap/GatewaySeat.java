package io.hairspring.kernel.swap;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.task.Snapshotable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The place of a gateway. A successor takes over what the one before knows of orders, by its state,
 * between two turns of the gateway's agent; commands wait in the egress ring meanwhile. When it
 * fails on probation the one before comes back, with the successor's state if that can be had, and
 * is offered the command again. The agent calls; the control thread offers.
 */
public final class GatewaySeat implements OrderGateway {
  private static final int STATE_BYTES = 64 * 1024;

  private final ExpandableArrayBuffer state = new ExpandableArrayBuffer(STATE_BYTES);
  private final AtomicReference<OrderGateway> offered = new AtomicReference<>();
  private final Queue<OrderGateway> closing = new ConcurrentLinkedQueue<>();
  private volatile OrderGateway current;
  private volatile OrderGateway before;
  private volatile OrderGateway latest;
  private volatile String failure = "";
  private volatile boolean taking;

  /** Somebody's. */
  public GatewaySeat(OrderGateway first) {
    current = first;
  }

  /** Who has it. Any thread. */
  public OrderGateway current() {
    return current;
  }

  /** Who has taken it last; may have lost it again. Any thread. */
  public OrderGateway latest() {
    return latest;
  }

  /** What the successor did wrong; empty when nothing. Any thread. */
  public String failure() {
    return failure;
  }

  /** Offers it to a successor. Control thread. */
  public void offer(OrderGateway next) {
    failure = "";
    offered.set(next);
  }

  /** Whether the successor is taking the state over at this moment. Any thread. */
  public boolean taking() {
    return taking;
  }

  /**
   * Takes the offer back, also while the state is taken over; false when the place was taken.
   * Control thread.
   */
  public boolean revoke(OrderGateway next) {
    return offered.compareAndSet(next, null);
  }

  /** Has the one before come back. Control thread. */
  public void giveBack() {
    final OrderGateway back = before;
    if (back != null) {
      offered.set(back);
    }
  }

  /** Lets the one before go; it is closed by the thread that calls. Control thread. */
  public void retire() {
    final OrderGateway old = before;
    before = null;
    if (old != null) {
      closing.add(old);
    }
  }

  /** Whether all who have lost the place are closed. Any thread. */
  public boolean settled() {
    return closing.isEmpty();
  }

  /**
   * Lets a successor go that has not taken the place, or has lost it: it is closed by the thread
   * that calls, which may be handing a state over to it. Control thread.
   */
  public void discard(OrderGateway next) {
    if (next != current) {
      closing.add(next);
    }
  }

  /** Whether one can go on with what another knows. */
  public static boolean follows(OrderGateway next, OrderGateway old) {
    return next instanceof Snapshotable reader
        && old instanceof Snapshotable writer
        && reader.readsSnapshot(writer.snapshotVersion());
  }

  @Override
  public int poll(long nowNanos, long marketNanos, ReportSink reports) {
    change();
    try {
      return current.poll(nowNanos, marketNanos, reports);
    } catch (final RuntimeException | Error e) {
      comeBack(e);
      return 0;
    }
  }

  @Override
  public int poll(long nowNanos, ReportSink reports) {
    return poll(nowNanos, nowNanos, reports);
  }

  @Override
  public boolean onCommand(DirectBuffer buffer, int offset) {
    try {
      return current.onCommand(buffer, offset);
    } catch (final RuntimeException | Error e) {
      comeBack(e);
      return false;
    }
  }

  @Override
  public boolean wantsMarketEvents() {
    return current.wantsMarketEvents();
  }

  @Override
  public void onMarketEvent(DirectBuffer buffer, int offset) {
    try {
      current.onMarketEvent(buffer, offset);
    } catch (final RuntimeException | Error e) {
      comeBack(e);
      current.onMarketEvent(buffer, offset);
    }
  }

  @Override
  public boolean idle() {
    return current.idle();
  }

  private void change() {
    closeDiscarded();
    final OrderGateway next = offered.get();
    if (next == null) {
      return;
    }
    taking = true;
    final boolean taken = takesOver(next) && offered.compareAndSet(next, null);
    taking = false;
    if (!taken) {
      return;
    }
    before = next == before ? null : current;
    current = next;
    latest = next;
  }

  private boolean takesOver(OrderGateway next) {
    try {
      handOver(current, next);
      return true;
    } catch (final RuntimeException | Error e) {
      // Said before, so that who sees the offer gone sees why.
      failure = "the state cannot be handed over: " + e;
      final boolean back = next == before;
      if (!back) {
        offered.compareAndSet(next, null);
      }
      return back;
    }
  }

  private void closeDiscarded() {
    for (OrderGateway old = closing.peek(); old != null; old = closing.peek()) {
      try {
        old.close();
      } finally {
        closing.poll();
      }
    }
  }

  private void handOver(OrderGateway from, OrderGateway to) {
    if (follows(to, from)) {
      final Snapshotable writer = (Snapshotable) from;
      ((Snapshotable) to).read(writer.snapshotVersion(), state, 0, writer.write(state, 0));
    }
  }

  private void comeBack(Throwable cause) {
    final OrderGateway back = before;
    if (back == null) {
      if (cause instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) cause;
    }
    failure = "threw " + cause;
    try {
      handOver(current, back);
    } catch (final RuntimeException | Error e) {
      failure = failure + ", and its state is lost: " + e;
    }
    before = null;
    current = back;
  }

  @Override
  public void close() {
    closeDiscarded();
    if (before != null) {
      before.close();
    }
    current.close();
  }
}
