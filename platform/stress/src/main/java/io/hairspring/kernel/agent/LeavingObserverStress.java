package io.hairspring.kernel.agent;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.stress.Turns;
import java.util.List;
import org.agrona.DirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Who has left is left alone once the change is in force, and what it did is seen. */
@JCStressTest
@Description("ObserverAgent: after settled() neither monitor nor logger that left is called")
@Outcome(
    id = {"0, 0, 0, 0", "1, 1, 1, 1", "2, 2, 2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "as many records as before the change: monitor, logger, and both at the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "called after the change, or not seen")
@State
public class LeavingObserverStress implements ExecutionMonitor, ExecutionLogger {
  private static final int RECORDS = 2;

  private final LineRing records = new LineRing(RECORDS);
  private final ObserverAgent agent = new ObserverAgent(SmallJournal.over(records));
  private volatile boolean leaving;
  private int written;
  private int monitored;
  private int logged;

  /** With this as monitor and logger. */
  public LeavingObserverStress() {
    agent.observers(List.of(this), List.of(this));
    agent.doWork();
  }

  /** The observer's thread, on which a record is written each turn until there are enough. */
  @Actor
  public void agent() {
    Turns.until(
        () -> {
          if (written < RECORDS) {
            records.claim();
            records.commit();
            written++;
          }
          agent.doWork();
          return written == RECORDS && leaving && agent.settled();
        });
    agent.doWork();
  }

  /** The control thread takes both out, and looks when they are. */
  @Actor
  public void control(IIII_Result result) {
    agent.observers(List.of(), List.of());
    leaving = true;
    if (Turns.until(agent::settled)) {
      result.r1 = monitored;
      result.r2 = logged;
    } else {
      result.r1 = -1;
    }
  }

  /** When all is over. */
  @Arbiter
  public void after(IIII_Result result) {
    result.r3 = monitored;
    result.r4 = logged;
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    monitored++;
  }

  @Override
  public boolean append(DirectBuffer buffer, int offset, int length) {
    logged += length / LineRing.LINE;
    return true;
  }

  @Override
  public String location() {
    return "nowhere";
  }
}
