package io.hairspring.kernel.lane;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.order.ExecutionReport;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.api.time.Timers;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.StepSequence;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A cycle under way on a lane: its trigger, which of its steps are ready, and what has become of
 * it. Taken from a pool and given back.
 */
@HotPath
final class LaneCycle implements Cycle {
  static final int MARKET = TriggerKind.MARKET_EVENT.ordinal();
  static final int REPORT = TriggerKind.EXECUTION_REPORT.ordinal();
  static final int TIMER = TriggerKind.TIMER.ordinal();

  private static final TriggerKind[] KINDS = TriggerKind.values();

  /** The steps that wait for their turn. */
  final long[] ready;

  /** Those of them that have run a slice of their work. */
  final long[] sliced;

  StepSequence sequence;
  int row;

  /** Whether every critical step runs in its turn, if each before it changes something. */
  boolean complete;

  int steps;
  int orders;
  long lastOutNanos;
  long slackNanos;

  /** Bits of {@link Outcome}. */
  int outcome;

  /** Whether its next deferred step waits for a precise timer. */
  boolean held;

  /** Whether its deferred steps come after a deadline that was missed. */
  boolean overdue;

  private final StepWalker walker;
  private final MarketEventView event = new MarketEventView();
  private final ExecutionReportView report = new ExecutionReportView();
  private final TimerView timer = new TimerView();
  private final UnsafeBuffer kept = new UnsafeBuffer(new byte[LineRing.LINE]);
  private int trigger;
  private long number;
  private long timeNanos;
  private long dueNanos;
  private long heldSinceNanos;
  private long lastSequence;

  LaneCycle(StepWalker walker, int words) {
    this.walker = walker;
    this.ready = new long[words];
    this.sliced = new long[words];
  }

  /**
   * Begins with the line that triggers it.
   *
   * @param kind ordinal of the trigger's kind
   * @param before sequence of the last market event
   */
  void begin(
      Plan plan, int kind, long cycle, long now, DirectBuffer line, int offset, long before) {
    trigger = kind;
    number = cycle;
    timeNanos = now;
    lastSequence = before;
    clear();
    wrap(line, offset);
    follow(plan);
    complete = sequence.admission.complete(row);
    if (!complete) {
      start();
    }
  }

  /**
   * Makes the steps ready that start by themselves. Done already where {@link #complete} is not
   * set: a walk that goes straight on says itself what is ready at its end.
   */
  void start() {
    System.arraycopy(sequence.starts, 0, ready, 0, sequence.width);
  }

  /** Has its steps from a plan from now on; which of them are ready is for the caller to say. */
  void follow(Plan plan) {
    sequence = plan.sequence(trigger);
    row = trigger == MARKET ? sequence.admission.row(event.instrument(), event.kindOrdinal()) : 0;
  }

  /** Lets go of the steps it ran, which may be of a bundle that is about to leave. */
  void forget(Plan next) {
    sequence = next.sequence(0);
  }

  private void clear() {
    steps = 0;
    orders = 0;
    lastOutNanos = 0;
    slackNanos = 0;
    outcome = 0;
    overdue = false;
  }

  private void wrap(DirectBuffer line, int offset) {
    if (trigger == MARKET) {
      event.wrap(line, offset);
      dueNanos = event.receiveNanos();
      lastSequence = event.sequence();
    } else if (trigger == REPORT) {
      report.wrap(line, offset);
      dueNanos = report.receiveNanos();
    } else {
      timer.wrap(line, offset);
      dueNanos = timer.dueNanos();
    }
  }

  /** Copies its trigger, before the ring has the line back. */
  void keep(DirectBuffer line, int offset) {
    kept.putBytes(0, line, offset, LineRing.LINE);
    wrap(kept, 0);
  }

  /** What is counted from here on belongs to its deferred steps. */
  void defer() {
    final int before = outcome;
    clear();
    held = false;
    outcome = (before & (Outcome.TIMED | Outcome.SHED)) | Outcome.SLACK;
    overdue = (before & Outcome.DEADLINE_MISSED) != 0;
  }

  /** It is held for a precise timer now: for how long it has been, in nanoseconds. */
  long heldAt(long now) {
    if (!held) {
      held = true;
      heldSinceNanos = now;
    }
    return now - heldSinceNanos;
  }

  /** Whether a step is ready in the words up to one. */
  boolean anyReady(int words) {
    for (int w = 0; w < words; w++) {
      if (ready[w] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The first step of a word that is ready. */
  int firstReady(int word) {
    return word * Long.SIZE + Long.numberOfTrailingZeros(ready[word]);
  }

  /** A step, which is in a word, has changed something: those that wait for it are ready. */
  void makeReady(int step, int word) {
    for (int w = word; w <= sequence.reach[step]; w++) {
      ready[w] |= sequence.successors[step * sequence.width + w];
    }
  }

  /** Leaves out what may be left out of its deferred steps. */
  void shed(LaneCounters counters) {
    int count = 0;
    for (int w = sequence.criticalWords; w < sequence.width; w++) {
      // A step in the middle of its work holds what others wait for.
      final long out = ready[w] & sequence.sheddable[w] & ~sliced[w];
      ready[w] &= ~out;
      count += Long.bitCount(out);
    }
    if (count > 0) {
      outcome |= Outcome.SHED;
      counters.countShed(count);
    }
  }

  /** Sequence of the market event that triggered it, or of the last one before it. */
  long lastSequence() {
    return lastSequence;
  }

  /** Whether each of its steps is timed. */
  boolean timed() {
    return (outcome & Outcome.TIMED) != 0;
  }

  /** Whether its deferred steps run. */
  boolean inSlack() {
    return (outcome & Outcome.SLACK) != 0;
  }

  int kind() {
    return trigger;
  }

  int templateId() {
    if (trigger == MARKET) {
      return MarketEventDecoder.TEMPLATE_ID;
    }
    return trigger == REPORT ? ExecutionReportDecoder.TEMPLATE_ID : TimerFiredDecoder.TEMPLATE_ID;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timeNanos() {
    return timeNanos;
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public TriggerKind trigger() {
    return KINDS[trigger];
  }

  @Override
  public MarketEvent event() {
    return event;
  }

  @Override
  public ExecutionReport report() {
    return report;
  }

  @Override
  public TimerEvent timer() {
    return timer;
  }

  @Override
  public Timers timers() {
    return walker.timers();
  }

  @Override
  public boolean shouldYield() {
    return walker.shouldYield();
  }

  @Override
  public void again() {
    walker.again();
  }
}
