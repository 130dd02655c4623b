package io.hairspring.affinity.topology;

/**
 * What this process may use, and what the kernel was told to keep free.
 *
 * @param cpuset the processors of its control group, those that {@code sched_setaffinity} accepts
 * @param memory the memory nodes of its control group
 * @param affinity the processors of its own mask when it was read
 * @param isolated processors that the scheduler does not balance onto ({@code isolcpus})
 * @param nohzFull processors without a periodic tick while one thread runs ({@code nohz_full})
 */
public record Limits(
    CpuSet cpuset, CpuSet memory, CpuSet affinity, CpuSet isolated, CpuSet nohzFull) {

  /**
   * The processors on which threads of this process may be put. A mask that names no isolated
   * processor is the kernel's default, which leaves them out; they may be used nevertheless. A mask
   * that names some was set on purpose and is kept to.
   */
  public CpuSet usable() {
    CpuSet chosen = affinity.intersects(isolated) ? affinity : affinity.or(isolated);
    return chosen.and(cpuset);
  }
}
