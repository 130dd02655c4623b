package io.hairspring.affinity.os;

/**
 * Calls about memory. Addresses and lengths are in bytes. All throw {@link SystemCallException}
 * when the system refuses.
 */
public interface MemoryCalls {

  /**
   * Maps anonymous memory: {@code mmap(2)}.
   *
   * @param huge whether of the pool of huge pages
   * @return its address
   */
  long map(long bytes, boolean huge);

  /** Gives it back: {@code munmap(2)}. */
  void unmap(long address, long bytes);

  /** Asks for huge pages where they can be had: {@code madvise(MADV_HUGEPAGE)}. */
  void adviseHugePages(long address, long bytes);

  /** Wants the pages on a node, and another when that is full: {@code mbind(MPOL_PREFERRED)}. */
  void prefer(long address, long bytes, int node);

  /** Writes to every page of 4 KiB, so that each is there. */
  void touch(long address, long bytes);

  /** Keeps the pages in memory: {@code mlock(2)}. */
  void lock(long address, long bytes);

  /** The node on which a page lies that was touched: {@code get_mempolicy(MPOL_F_ADDR)}. */
  int nodeOf(long address);
}
