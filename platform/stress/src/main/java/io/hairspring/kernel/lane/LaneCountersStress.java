package io.hairspring.kernel.lane;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Counters grow, and what was counted first is seen first: the gateway's agent relies on the orders
 * of an event being out when the event is counted.
 */
@JCStressTest
@Description("LaneCounters: read from another thread, they grow in the order they were counted in")
@Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "events, cycles, orders or the work itself out of order")
@State
public class LaneCountersStress {
  private static final int CYCLES = 4;

  private final LaneCounters counters = new LaneCounters();
  private long work;

  /** The lane's thread. */
  @Actor
  public void lane() {
    for (int i = 0; i < CYCLES; i++) {
      counters.begin(i + 1);
      work++;
      counters.countOrders(1);
      counters.idle();
      counters.countCycle(true);
    }
  }

  /** Any other thread: what was counted last is read first. */
  @Actor
  public void onlooker(IIII_Result result) {
    final long before = counters.events();
    final long events = counters.events();
    final long cycles = counters.cycles();
    final long orders = counters.orders();
    final long done = work;
    result.r1 = events < before ? 1 : 0;
    result.r2 = cycles < events ? 1 : 0;
    result.r3 = orders < cycles ? 1 : 0;
    result.r4 = done < orders ? 1 : 0;
  }
}
