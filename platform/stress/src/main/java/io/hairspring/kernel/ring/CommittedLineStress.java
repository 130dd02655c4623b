package io.hairspring.kernel.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A line that is there is there with all its 64 bytes. */
@JCStressTest
@Description("LineRing: a committed line is read whole")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn, or not what was written")
@State
public class CommittedLineStress {
  private final LineRing ring = new LineRing(2);

  /** Writes a line and commits it. */
  @Actor
  public void producer() {
    Line.write(ring, ring.claim(), 7);
    ring.commit();
  }

  /** Looks once. */
  @Actor
  public void consumer(I_Result result) {
    result.r1 = Line.oldest(ring);
  }
}
