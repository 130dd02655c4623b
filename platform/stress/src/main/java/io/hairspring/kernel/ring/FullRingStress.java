package io.hairspring.kernel.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The producer has a line's space only after the consumer is done with it. */
@JCStressTest
@Description("LineRing: a full ring overwrites no line that is being read")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "full")
@Outcome(id = "3, 1", expect = Expect.ACCEPTABLE, desc = "space was given back after the reading")
@Outcome(expect = Expect.FORBIDDEN, desc = "overwritten while it was read")
@State
public class FullRingStress {
  private final LineRing ring = new LineRing(2);

  /** Fills the ring. */
  public FullRingStress() {
    for (int number = 1; number <= ring.capacity(); number++) {
      Line.write(ring, ring.claim(), number);
      ring.commit();
    }
  }

  /** Writes one more, if there is room. */
  @Actor
  public void producer(II_Result result) {
    final int offset = ring.claim();
    if (offset != LineRing.FULL) {
      Line.write(ring, offset, 3);
      ring.commit();
      result.r1 = 3;
    }
  }

  /** Reads the oldest and gives it back. */
  @Actor
  public void consumer(II_Result result) {
    result.r2 = Line.oldest(ring);
    ring.release();
  }
}
