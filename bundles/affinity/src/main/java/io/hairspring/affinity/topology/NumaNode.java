package io.hairspring.affinity.topology;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A memory node.
 *
 * @param id the kernel's number; numbers may have gaps
 * @param cpus the processors beside it that are online; none for memory without processors
 * @param bytes its memory; 0 when the kernel does not tell
 * @param distances the firmware's relative distance to each node, by number: 10 is itself (ACPI
 *     specification, System Locality Information Table)
 */
public record NumaNode(int id, CpuSet cpus, long bytes, Map<Integer, Integer> distances) {

  /** Copies what it is given. */
  public NumaNode {
    distances = Map.copyOf(distances);
  }

  /** The distance to another node; empty when the kernel does not tell. */
  public OptionalInt distanceTo(int node) {
    Integer distance = distances.get(node);
    return distance == null ? OptionalInt.empty() : OptionalInt.of(distance);
  }
}
