package io.hairspring.affinity.doctor;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import java.util.function.IntFunction;
import net.openhft.affinity.Affinity;

/** Measures the noise of a core by spinning on it. Shell threads; the result is of that moment. */
public final class NoiseProbe implements IntFunction<Noise> {
  private final ThreadCalls calls;
  private final long nanos;

  /** With the length of a measurement. */
  public NoiseProbe(ThreadCalls calls, long nanos) {
    this.calls = calls;
    this.nanos = nanos;
  }

  /** Moves the calling thread to the core, spins, and moves it back. None when it may not. */
  @Override
  public Noise apply(int core) {
    int thread = Affinity.getThreadId();
    CpuSet before = calls.affinity(thread);
    try {
      calls.setAffinity(thread, CpuSet.of(core));
      // The first turn is for the compiler and for the caches.
      spin(nanos / 10);
      return spin(nanos);
    } catch (SystemCallException e) {
      return Noise.NONE;
    } finally {
      calls.setAffinity(thread, before);
    }
  }

  private static Noise spin(long nanos) {
    long lost = 0;
    long longest = 0;
    long gaps = 0;
    long start = System.nanoTime();
    long last = start;
    while (last - start < nanos) {
      long now = System.nanoTime();
      long gap = now - last;
      if (gap > Noise.GAP) {
        lost += gap;
        gaps++;
        longest = Math.max(longest, gap);
      }
      last = now;
    }
    return new Noise(last - start, lost, longest, gaps);
  }
}
