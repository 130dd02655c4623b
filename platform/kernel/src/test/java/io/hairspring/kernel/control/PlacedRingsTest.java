package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.MemoryReservation;
import io.hairspring.api.placement.PlacedMemory;
import io.hairspring.kernel.ring.LineRing;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PlacedRingsTest {
  private final Nodes nodes = new Nodes();

  /** A machine whose core 5 is beside node 1. */
  private static final class Nodes implements MemoryPlacement {
    private final List<String> calls = new ArrayList<>();
    private RuntimeException refusal;

    @Override
    public PlacedMemory allocate(String name, int bytes, int node) {
      if (refusal != null) {
        throw refusal;
      }
      calls.add(name + ", " + bytes + " bytes, node " + node);
      return new Region(name, new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, 4096)));
    }

    @Override
    public MemoryReservation reserve(String name, List<Integer> sizes) {
      calls.add(name + " kept " + sizes);
      return new MemoryReservation() {
        @Override
        public PlacedMemory allocate(String region, int bytes, int node) {
          return Nodes.this.allocate(region, bytes, node);
        }

        @Override
        public void close() {
          calls.add("nothing kept");
        }
      };
    }

    @Override
    public List<String> regions() {
      return calls;
    }

    @Override
    public int nodeOf(int core) {
      return core == 5 ? 1 : ANY_NODE;
    }

    private final class Region implements PlacedMemory {
      private final String name;
      private final UnsafeBuffer buffer;

      Region(String name, UnsafeBuffer buffer) {
        this.name = name;
        this.buffer = buffer;
      }

      @Override
      public AtomicBuffer buffer() {
        return buffer;
      }

      @Override
      public String description() {
        return name;
      }

      @Override
      public List<String> givenUp() {
        return List.of();
      }

      @Override
      public void close() {
        calls.add(name + " back");
      }
    }
  }

  @Test
  void shouldPutRingsOnTheNodeOfTheLanesCoreAndGiveThemBack() {
    final PlacedRings rings = new PlacedRings(nodes, 5, List.of(64, 2));
    assertEquals(64, rings.ring("market", 64).capacity());
    rings.close();
    rings.close();
    assertEquals(
        List.of(
            "the lanes' rings kept [4096, 128]",
            "market ring, 4096 bytes, node 1",
            "market ring back",
            "nothing kept",
            "nothing kept"),
        nodes.calls);
  }

  @Test
  void shouldLeaveTheNodeToTheSystemWhenTheCoreIsNotKnown() {
    new PlacedRings(nodes, LaneCores.UNKNOWN, List.of()).ring("market", 2);
    assertEquals("market ring, 128 bytes, node -1", nodes.calls.get(1));
  }

  @Test
  void shouldGoOnWithOrdinaryMemoryWhereThereIsNoServiceOrNoSuchMemory() {
    try (PlacedRings rings = new PlacedRings(null, 5, List.of(2))) {
      assertEquals(2, rings.ring("market", 2).capacity());
    }
    nodes.refusal = new IllegalStateException("no memory");
    try (PlacedRings rings = new PlacedRings(nodes, 5, List.of(64, 2))) {
      final LineRing ring = rings.ring("market", 2);
      assertEquals(2, ring.capacity());
    }
    assertEquals(List.of("the lanes' rings kept [4096, 128]", "nothing kept"), nodes.calls);
  }

  @Test
  void shouldRefuseWhenStrictConfigurationDoes() {
    nodes.refusal = new IllegalArgumentException("strict: market ring would go without the lock");
    try (PlacedRings rings = new PlacedRings(nodes, 5, List.of(64, 2))) {
      assertThrows(IllegalArgumentException.class, () -> rings.ring("market", 2));
    }
  }
}
