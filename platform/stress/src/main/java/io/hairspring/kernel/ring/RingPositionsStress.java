package io.hairspring.kernel.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A third thread that asks whether the ring is empty never sees more read than written. */
@JCStressTest
@Description("LineRing: seen from outside, no line is released before it is committed")
@Outcome(
    id = {"0, 0", "0, 1", "0, 2", "1, 1", "1, 2", "2, 2"},
    expect = Expect.ACCEPTABLE,
    desc = "consumed, then produced")
@Outcome(expect = Expect.FORBIDDEN, desc = "released before committed")
@State
public class RingPositionsStress {
  private final LineRing ring = new LineRing(2);

  /** Both ends, line by line. */
  @Actor
  public void bothEnds() {
    ring.claim();
    ring.commit();
    ring.peek();
    ring.release();
    ring.claim();
    ring.commit();
    ring.peek();
    ring.release();
  }

  /** The control thread. */
  @Actor
  public void onlooker(II_Result result) {
    result.r1 = (int) ring.consumed();
    result.r2 = (int) ring.produced();
  }
}
