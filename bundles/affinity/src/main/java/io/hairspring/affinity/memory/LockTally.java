package io.hairspring.affinity.memory;

import io.hairspring.affinity.topology.Capabilities;
import io.hairspring.affinity.topology.HostFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what of the memory that the process may lock is locked here, and what is kept for whom.
 * Any thread.
 */
public final class LockTally {
  private static final int CAP_IPC_LOCK = 14;
  private static final String LIMIT = "Max locked memory";

  private final HostFiles files;
  private final List<Share> shares = new ArrayList<>();
  private long locked;

  /** Over the files of a machine. */
  public LockTally(HostFiles files) {
    this.files = files;
  }

  /** What is kept for somebody and not locked yet, in bytes. */
  public static final class Share {
    private final String name;
    private final long bytes;
    private long left;

    private Share(String name, long bytes) {
      this.name = name;
      this.bytes = bytes;
      left = bytes;
    }
  }

  /** Keeps a share for what has these sizes. */
  public synchronized Share keep(String name, List<Integer> sizes) {
    Share share = new Share(name, sizes.stream().mapToLong(NodeMemory::occupied).sum());
    shares.add(share);
    return share;
  }

  /** Keeps it no longer. */
  public synchronized void giveUp(Share share) {
    shares.remove(share);
  }

  /**
   * Refuses what would take of the shares of others.
   *
   * @param from the share of who asks; null when there is none
   * @throws IllegalArgumentException with who has it
   */
  public synchronized void refuseWhatIsKept(String name, int bytes, Share from) {
    long wanted = NodeMemory.occupied(bytes);
    long kept = shares.stream().filter(share -> share != from).mapToLong(share -> share.left).sum();
    long limit = limit();
    boolean own = from != null && wanted <= from.left;
    if (own || kept == 0 || wanted <= limit - locked - kept) {
      return;
    }
    throw new IllegalArgumentException(
        name
            + ": "
            + wanted
            + " bytes cannot be had: of the "
            + limit
            + " bytes that the process may lock "
            + locked
            + " are locked, and "
            + kept
            + " are reserved for "
            + String.join(", ", names(from))
            + " (ulimit -l unlimited, or LimitMEMLOCK=infinity of its unit)");
  }

  private List<String> names(Share from) {
    return shares.stream().filter(share -> share != from).map(share -> share.name).toList();
  }

  /** Bytes were locked, or are locked no longer when negative. */
  public synchronized void locked(long bytes, Share from) {
    locked += bytes;
    if (from != null) {
      from.left = Math.max(0, Math.min(from.bytes, from.left - bytes));
    }
  }

  /** What is kept, a sentence each. */
  public synchronized List<String> described() {
    return shares.stream()
        .map(
            share ->
                share.name
                    + ": "
                    + share.bytes
                    + " bytes reserved of "
                    + (limit() == Long.MAX_VALUE ? "any number" : Long.toString(limit()))
                    + " that the process may lock, "
                    + share.left
                    + " not used yet")
        .toList();
  }

  private long limit() {
    return Capabilities.has(files, CAP_IPC_LOCK)
        ? Long.MAX_VALUE
        : files.labelled("proc/self/limits", LIMIT).orElse(Long.MAX_VALUE);
  }
}
