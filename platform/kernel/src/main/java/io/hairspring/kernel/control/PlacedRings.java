package io.hairspring.kernel.control;

import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.MemoryReservation;
import io.hairspring.api.placement.PlacedMemory;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.ring.RingMemory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The rings of a session in memory beside its lane, page by page, touched and locked as far as the
 * system lets it. Their share of what may be locked is kept from the start. Control thread.
 */
final class PlacedRings implements RingMemory, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PlacedRings.class.getName());

  private final MemoryReservation share;
  private final int node;
  private final List<PlacedMemory> regions = new ArrayList<>();

  /**
   * Asks where the lane will be.
   *
   * @param placement null when there is no such service: rings are wherever the system puts them
   * @param core on which the lane will be; negative when that is not known
   * @param lines of the rings that there are going to be
   */
  PlacedRings(MemoryPlacement placement, int core, List<Integer> lines) {
    node = placement == null || core < 0 ? MemoryPlacement.ANY_NODE : placement.nodeOf(core);
    share =
        placement == null
            ? null
            : placement.reserve(
                "the lanes' rings", lines.stream().map(PlacedRings::bytes).toList());
  }

  private static int bytes(int lines) {
    return lines * LineRing.LINE;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when configuration is strict and something is not to be had
   */
  @Override
  public LineRing ring(String name, int lines) {
    if (share == null) {
      return UNPLACED.ring(name, lines);
    }
    final PlacedMemory memory;
    try {
      memory = share.allocate(name + " ring", bytes(lines), node);
    } catch (final IllegalStateException e) {
      LOG.log(Level.WARNING, "not placed, but where the system puts it: {0}", e.getMessage());
      return UNPLACED.ring(name, lines);
    }
    regions.add(memory);
    return new LineRing(lines, memory.buffer());
  }

  /** Gives the memory back. Nobody may use the rings any more. */
  @Override
  public void close() {
    regions.forEach(PlacedMemory::close);
    regions.clear();
    if (share != null) {
      share.close();
    }
  }
}
