package io.hairspring.kernel.ring;

import io.hairspring.stress.Turns;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Many times as many lines as the ring holds, each read once, in order, whole. */
@JCStressTest
@Description("LineRing: full and empty in turns, every line arrives once, in order and whole")
@Outcome(id = "32, 32", expect = Expect.ACCEPTABLE, desc = "all were written and read")
@Outcome(
    expect = Expect.FORBIDDEN,
    desc = "a line is lost, torn, twice or early, or one side stuck")
@State
public class RingStreamStress {
  private static final int LINES = 32;

  private final LineRing ring = new LineRing(2);
  private int written;
  private int read;

  /** Writes as soon as there is room. */
  @Actor
  public void producer(II_Result result) {
    Turns.until(this::write);
    result.r1 = written;
  }

  /** Reads as soon as there is a line. */
  @Actor
  public void consumer(II_Result result) {
    Turns.until(this::read);
    result.r2 = read;
  }

  private boolean write() {
    final int offset = ring.claim();
    if (offset != LineRing.FULL) {
      Line.write(ring, offset, ++written);
      ring.commit();
    }
    return written == LINES;
  }

  private boolean read() {
    final int number = Line.oldest(ring);
    if (number != 0) {
      if (number != read + 1) {
        // What went wrong, as an outcome that cannot be mistaken for a count.
        read = -1000 - number;
        return true;
      }
      read++;
      ring.release();
    }
    return read == LINES;
  }
}
