package io.hairspring.kernel.agent;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A count never goes back, and what it counts is seen by who sees the count. */
@JCStressTest
@Description("Count: read twice from another thread it grows, and so does what is counted")
@Outcome(id = "0, 0, [012]", expect = Expect.ACCEPTABLE, desc = "nothing counted yet")
@Outcome(id = "0, 1, [12]", expect = Expect.ACCEPTABLE, desc = "the first in between")
@Outcome(id = "1, 1, [12]", expect = Expect.ACCEPTABLE, desc = "one counted")
@Outcome(id = "[012], 2, 2", expect = Expect.ACCEPTABLE, desc = "both counted")
@Outcome(expect = Expect.FORBIDDEN, desc = "went back, or ahead of what it counts")
@State
public class CountStress {
  private final Count count = new Count();
  private int done;

  /** The agent: does, then counts. */
  @Actor
  public void agent() {
    done = 1;
    count.add(1);
    done = 2;
    count.add(1);
  }

  /** Any other thread. */
  @Actor
  public void onlooker(III_Result result) {
    result.r1 = (int) count.get();
    result.r2 = (int) count.get();
    result.r3 = done;
  }
}
