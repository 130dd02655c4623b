package io.hairspring.affinity.os;

import io.hairspring.affinity.topology.CpuSet;

/**
 * Calls about threads, which are named by the kernel's thread number. All throw {@link
 * SystemCallException} when the system refuses.
 */
public interface ThreadCalls {

  /** The processors a thread may run on: {@code sched_getaffinity(2)}. */
  CpuSet affinity(int thread);

  /** Sets the processors a thread may run on: {@code sched_setaffinity(2)}. */
  void setAffinity(int thread, CpuSet cpus);

  /** Whether a thread has a real-time policy: {@code sched_getscheduler(2)}. */
  boolean realTime(int thread);

  /**
   * Puts a thread under {@code SCHED_FIFO}: it runs until it blocks or one of a higher priority
   * wants to.
   *
   * @param priority 1, the lowest, to 99
   */
  void setFirstInFirstOut(int thread, int priority);

  /** Puts a thread back under {@code SCHED_OTHER}, where it shares its processor. */
  void setOrdinary(int thread);

  /**
   * Sets how much of a processor an ordinary thread gets beside others: {@code setpriority(2)}.
   *
   * @param nice -20, the most, to 19
   */
  void setNice(int thread, int nice);

  /**
   * Sets how late the kernel may wake the calling thread from a timed wait, in order to wake
   * several at once: {@code prctl(PR_SET_TIMERSLACK)}. The kernel's default is 50,000.
   */
  void setTimerSlack(long nanos);
}
