package io.hairspring.affinity.memory;

import io.hairspring.affinity.os.MemoryCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Maps memory for a node. In this order: mapped, of huge pages when it fills one; the node
 * preferred, before the first touch decides where a page lies; every page touched; locked; where it
 * lies read back. A node is preferred and not bound: bound memory that is not there kills the
 * process. Control thread.
 */
public final class NodeMemory {
  /** Size of a page. */
  static final long PAGE = 4096;

  /** Size of a huge page. */
  static final long HUGE_PAGE = 2L << 20;

  private final MemoryCalls calls;
  private final Topology topology;
  private final HostFiles files;

  /** With the calls and the description of a machine. */
  public NodeMemory(MemoryCalls calls, Topology topology, HostFiles files) {
    this.calls = calls;
    this.topology = topology;
    this.files = files;
  }

  /**
   * Maps memory.
   *
   * @param node a node with memory, or -1 for any
   * @throws IllegalArgumentException when there is no such node or the size is not positive
   * @throws SystemCallException when there is no such memory at all
   */
  public MappedMemory allocate(String name, int bytes, int node) {
    if (bytes < 1) {
      throw new IllegalArgumentException(name + ": " + bytes + " bytes: must be 1 or more");
    }
    if (node >= 0 && topology.node(node).isEmpty()) {
      throw new IllegalArgumentException(
          name + ": there is no memory node " + node + "; there are " + nodes());
    }
    List<String> givenUp = new ArrayList<>();
    Region region = bytes >= HUGE_PAGE ? huge(bytes, givenUp) : region(round(bytes, PAGE), PAGE);
    String pages = region.pooled ? "huge pages of the pool" : region.page();
    preferNode(region, node, givenUp);
    calls.touch(region.start, region.bytes);
    boolean locked = lock(region, givenUp);
    int lies = whereItLies(region, node, givenUp);
    return new MappedMemory(
        region.start,
        bytes,
        locked ? region.bytes : 0,
        name
            + ": "
            + region.bytes
            + " bytes on node "
            + (lies < 0 ? "unknown" : lies)
            + ", "
            + pages
            + (locked ? ", locked" : ", not locked"),
        givenUp,
        () -> calls.unmap(region.mapped, region.mappedBytes));
  }

  private record Region(
      long mapped, long mappedBytes, long start, long bytes, boolean pooled, boolean advised) {
    String page() {
      return advised ? "huge pages where they can be had" : "ordinary pages";
    }
  }

  private String nodes() {
    return topology.nodes().stream()
        .map(NumaNode::id)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private Region region(long bytes, long alignment) {
    long mappedBytes = alignment == PAGE ? bytes : bytes + alignment;
    long mapped = calls.map(mappedBytes, false);
    return new Region(mapped, mappedBytes, round(mapped, alignment), bytes, false, false);
  }

  private Region huge(long bytes, List<String> givenUp) {
    long rounded = round(bytes, HUGE_PAGE);
    try {
      long mapped = calls.map(rounded, true);
      return new Region(mapped, rounded, mapped, rounded, true, false);
    } catch (SystemCallException e) {
      givenUp.add(
          "huge pages of the pool: "
              + e.getMessage()
              + " (sysctl -w vm.nr_hugepages="
              + rounded / HUGE_PAGE
              + ")");
    }
    Region region = region(rounded, HUGE_PAGE);
    try {
      calls.adviseHugePages(region.start, region.bytes);
    } catch (SystemCallException e) {
      givenUp.add("huge pages: " + e.getMessage());
      return region;
    }
    return new Region(region.mapped, region.mappedBytes, region.start, region.bytes, false, true);
  }

  private void preferNode(Region region, int node, List<String> givenUp) {
    if (node < 0 || topology.nodes().size() < 2) {
      return;
    }
    try {
      calls.prefer(region.start, region.bytes, node);
    } catch (SystemCallException e) {
      givenUp.add("memory on node " + node + ": " + e.getMessage());
    }
  }

  private boolean lock(Region region, List<String> givenUp) {
    try {
      calls.lock(region.start, region.bytes);
      return true;
    } catch (SystemCallException e) {
      givenUp.add("the lock: " + e.getMessage() + limit());
      return false;
    }
  }

  private String limit() {
    String label = "Max locked memory";
    return files.lines("proc/self/limits").stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()).strip().split("\\s+", -1)[0])
        .map(
            bytes ->
                "; the process may lock "
                    + bytes
                    + " bytes in all (ulimit -l unlimited, or LimitMEMLOCK=infinity of its unit)")
        .findFirst()
        .orElse("");
  }

  private int whereItLies(Region region, int node, List<String> givenUp) {
    try {
      int first = calls.nodeOf(region.start);
      int last = calls.nodeOf(region.start + region.bytes - PAGE);
      if (node >= 0 && (first != node || last != node)) {
        givenUp.add(
            "memory on node "
                + node
                + ": it begins on node "
                + first
                + " and ends on node "
                + last
                + "; the node may be full");
      }
      return first;
    } catch (SystemCallException e) {
      givenUp.add("knowing where it lies: " + e.getMessage());
      return -1;
    }
  }

  /** What an allocation of so many bytes takes of the memory that may be locked. */
  static long occupied(int bytes) {
    return round(bytes, bytes >= HUGE_PAGE ? HUGE_PAGE : PAGE);
  }

  private static long round(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
