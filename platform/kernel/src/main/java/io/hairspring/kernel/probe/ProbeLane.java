package io.hairspring.kernel.probe;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.OrderPort;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import org.agrona.DirectBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A lane of the kernel with rings of its own, driven turn by turn by whoever made it: the same
 * code, settings and clock as a session's lane, without agents around it. One thread at a time;
 * while one turns it, another may {@link #drain} it.
 */
@ProviderType
public interface ProbeLane {

  /** How the steps of a plan are put in order. */
  enum Order {
    /** What orders wait for first, everything else in the slack after it: what sessions run. */
    CRITICAL_PATH,
    /** As added, where dependencies allow it; nothing is put off. */
    DECLARED,
    /** As they become ready, first in, first out; nothing is put off. */
    FIFO
  }

  /** Adds a task to the graph; plans made before do not have it. */
  void add(TaskDefinition definition, Task task);

  /** The instruments of {@link #books}: for a feed to register its own. */
  InstrumentDirectory instruments();

  /**
   * Adds the platform's own book task, once, with a book of each instrument registered so far.
   *
   * @param orders most orders of a book
   * @param levels most price levels of a side
   */
  void books(int orders, int levels);

  /** Adds a strategy as the platform runs it, after {@link #books}; it is started. */
  void strategy(String name, TradingStrategy strategy);

  /** Where a task of this lane sends orders to; they end in the egress ring. */
  OrderPort orders();

  /**
   * Plans what was added, with the times measured so far by sampled cycles whose records were read,
   * and else with those declared. The lane adopts it in its next turn. Allocates.
   *
   * @throws IllegalArgumentException naming the first task that is refused, and why
   */
  PlanDescription plan(Order order);

  /**
   * Makes code of the last plan's critical steps, as sessions do for plans that stay, and has it
   * compiled without running a task: takes up to ten seconds. The lane adopts it in its next turn.
   */
  PlanDescription specialise();

  /**
   * Runs the critical steps of market events one after the other, and nothing else that belongs to
   * a cycle: no ring, no clock, no record, no deferred steps. The plan is the one that the lane has
   * adopted in a turn.
   *
   * @param firstDueNanos when the first event was due, in platform time; each is due a nanosecond
   *     after the one before
   */
  void walk(long firstDueNanos, int events);

  /**
   * Puts a market event into the lane's ring, with the next sequence.
   *
   * @param dueNanos when it was due, in platform time
   * @return false when the ring is full
   */
  boolean event(long dueNanos);

  /**
   * Puts a feed's event into the lane's ring. A lane's events come all this way or all the other.
   *
   * @param event an encoded market event with its header
   * @return false when the ring is full
   */
  boolean event(DirectBuffer event, int offset);

  /**
   * One turn of the lane: at most one cycle, or deferred steps. Records of short cycles may be kept
   * back until a turn that finds nothing to do.
   *
   * @return whether anything was run
   */
  boolean turn();

  /**
   * Keeps the lane from something from its next turn on, as mitigations do, or no more.
   *
   * @param shed whether deferred steps that may be shed are left out
   * @param hold whether new orders are refused
   */
  void restrain(boolean shed, boolean hold);

  /**
   * Releases every line of the record ring and of the egress ring, unread: what the lane itself
   * costs.
   */
  void discard();

  /**
   * Reads and releases every line of the record ring, and releases those of the egress ring.
   *
   * @throws IllegalStateException naming the first task that threw and was left out
   */
  void drain(ExecutionMonitor records);
}
