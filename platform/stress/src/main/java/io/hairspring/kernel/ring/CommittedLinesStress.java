package io.hairspring.kernel.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Lines that are committed together, as those of a hop are, are there together. */
@JCStressTest
@Description("LineRing: lines committed at once are seen at once, each whole")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "2, 7, 8", expect = Expect.ACCEPTABLE, desc = "both, whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "one without the other, or torn")
@State
public class CommittedLinesStress {
  private final LineRing ring = new LineRing(4);

  /** Writes two lines, the second one first, and commits both. */
  @Actor
  public void producer() {
    final int offset = ring.claim();
    Line.write(ring, offset + LineRing.LINE, 8);
    Line.write(ring, offset, 7);
    ring.commit(2);
  }

  /** Looks once. */
  @Actor
  public void consumer(III_Result result) {
    final int offset = ring.peek();
    if (offset != LineRing.EMPTY) {
      result.r1 = ring.contiguous();
      result.r3 = Line.read(ring, offset + LineRing.LINE);
      result.r2 = Line.read(ring, offset);
    }
  }
}
