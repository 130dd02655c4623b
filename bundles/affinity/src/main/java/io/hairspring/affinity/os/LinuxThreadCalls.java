package io.hairspring.affinity.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import io.hairspring.affinity.topology.CpuSet;
import java.util.BitSet;
import net.openhft.affinity.Affinity;

/**
 * The calls of Linux: through OpenHFT Affinity where it has them, that is for the calling thread's
 * own mask, else those of the C library through JNA. Any thread; not for a lane's cycles.
 */
public final class LinuxThreadCalls implements ThreadCalls {
  private static final int MASK_BYTES = 1024;
  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_RR = 2;
  private static final int RESET_ON_FORK = 0x40000000;
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PRIO_PROCESS = 0;

  /** The functions as the C library has them; sizes are those of a 64-bit system. */
  private static final class C {
    static {
      Native.register(C.class, "c");
    }

    private C() {}

    static native int sched_getaffinity(int thread, long bytes, byte[] mask)
        throws LastErrorException;

    static native int sched_setaffinity(int thread, long bytes, byte[] mask)
        throws LastErrorException;

    static native int sched_getscheduler(int thread) throws LastErrorException;

    static native int sched_setscheduler(int thread, int policy, int[] parameters)
        throws LastErrorException;

    static native int setpriority(int which, int thread, int nice) throws LastErrorException;

    static native int prctl(int option, long first, long second, long third, long fourth)
        throws LastErrorException;
  }

  @Override
  public CpuSet affinity(int thread) {
    byte[] mask = new byte[MASK_BYTES];
    try {
      C.sched_getaffinity(thread, MASK_BYTES, mask);
    } catch (LastErrorException e) {
      throw refusal("sched_getaffinity(" + thread + ")", e);
    }
    return CpuSet.of(BitSet.valueOf(mask));
  }

  @Override
  public void setAffinity(int thread, CpuSet cpus) {
    if (thread == Affinity.getThreadId()) {
      try {
        Affinity.setAffinity(cpus.toBitSet());
        return;
      } catch (IllegalStateException e) {
        throw new SystemCallException("sched_setaffinity(0, " + cpus + ")", 0, e.getMessage());
      }
    }
    byte[] mask = new byte[MASK_BYTES];
    byte[] bits = cpus.toBitSet().toByteArray();
    System.arraycopy(bits, 0, mask, 0, bits.length);
    try {
      C.sched_setaffinity(thread, MASK_BYTES, mask);
    } catch (LastErrorException e) {
      throw refusal("sched_setaffinity(" + thread + ", " + cpus + ")", e);
    }
  }

  @Override
  public boolean realTime(int thread) {
    try {
      int policy = C.sched_getscheduler(thread) & ~RESET_ON_FORK;
      return policy == SCHED_FIFO || policy == SCHED_RR;
    } catch (LastErrorException e) {
      throw refusal("sched_getscheduler(" + thread + ")", e);
    }
  }

  @Override
  public void setFirstInFirstOut(int thread, int priority) {
    try {
      // What the thread starts must not spin at its priority.
      C.sched_setscheduler(thread, SCHED_FIFO | RESET_ON_FORK, new int[] {priority});
    } catch (LastErrorException e) {
      throw refusal("sched_setscheduler(" + thread + ", SCHED_FIFO, " + priority + ")", e);
    }
  }

  @Override
  public void setOrdinary(int thread) {
    try {
      // Who may raise a thread by its limits only may not take this mark away again.
      C.sched_setscheduler(thread, SCHED_OTHER | RESET_ON_FORK, new int[] {0});
    } catch (LastErrorException e) {
      throw refusal("sched_setscheduler(" + thread + ", SCHED_OTHER)", e);
    }
  }

  @Override
  public void setNice(int thread, int nice) {
    try {
      C.setpriority(PRIO_PROCESS, thread, nice);
    } catch (LastErrorException e) {
      throw refusal("setpriority(" + thread + ", " + nice + ")", e);
    }
  }

  @Override
  public void setTimerSlack(long nanos) {
    try {
      C.prctl(PR_SET_TIMERSLACK, nanos, 0, 0, 0);
    } catch (LastErrorException e) {
      throw refusal("prctl(PR_SET_TIMERSLACK, " + nanos + ")", e);
    }
  }

  private static SystemCallException refusal(String call, LastErrorException e) {
    return new SystemCallException(call, e.getErrorCode(), reason(e));
  }

  /** JNA writes {@code [1] Operation not permitted}. */
  static String reason(LastErrorException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^\\[[0-9]+\\] ", "");
  }
}
