package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.memory.RecordedMemory;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.api.placement.MemoryReservation;
import io.hairspring.api.placement.PlacedMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine where a process may lock 65536 bytes. */
class LocalMemoryTest {
  private static final int ANY = -1;

  @TempDir Path root;
  private final RecordedMemory calls = new RecordedMemory();
  private FakeHost host;

  @BeforeEach
  void sixteenPages() {
    host =
        new FakeHost(root)
            .withCores(2)
            .withAffinity("0-1")
            .with(
                "proc/self/limits",
                "Max locked memory         65536                65536     bytes");
  }

  private LocalMemory memory(Map<String, String> settings) {
    return new LocalMemory(
        ConfiguredPlacement.of(settings, PlacementSettings.defaults()), host.files(), () -> calls);
  }

  @Test
  void shouldRefuseWhatWouldTakeOfTheLanesShareAndSayWhoHasIt() {
    LocalMemory memory = memory(Map.of());
    MemoryReservation rings = memory.reserve("the lanes' rings", List.of(40_000, 4_096));

    assertEquals(
        "greedy: 24576 bytes cannot be had: of the 65536 bytes that the process may lock 0 are"
            + " locked, and 45056 are reserved for the lanes' rings (ulimit -l unlimited, or"
            + " LimitMEMLOCK=infinity of its unit)",
        assertThrows(IllegalArgumentException.class, () -> memory.allocate("greedy", 20_481, ANY))
            .getMessage());
    assertEquals(List.of(), calls.calls);
    memory.allocate("modest", 20_000, ANY);
    rings.allocate("market ring", 40_000, ANY);
    rings.allocate("report ring", 4_096, ANY);

    calls.refused.add("lock");
    String lost = memory.allocate("late", 1, ANY).givenUp().toString();
    assertTrue(lost.startsWith("[the lock: "), lost);
  }

  @Test
  void shouldRefuseNobodyWhenNothingIsKeptAnyMore() {
    LocalMemory memory = memory(Map.of());
    MemoryReservation rings = memory.reserve("the lanes' rings", List.of(65_536));
    assertThrows(IllegalArgumentException.class, () -> memory.allocate("other", 1, ANY));

    rings.close();

    assertEquals(List.of(), memory.allocate("other", 1, ANY).givenUp());
  }

  @Test
  void shouldKeepAShareThatWasUsedAndGivenBack() {
    LocalMemory memory = memory(Map.of());
    MemoryReservation rings = memory.reserve("the lanes' rings", List.of(65_536));
    rings.allocate("market ring", 65_536, ANY).close();

    assertThrows(IllegalArgumentException.class, () -> memory.allocate("other", 1, ANY));
    assertEquals(65_536, rings.allocate("market ring", 65_536, ANY).buffer().capacity());
  }

  @Test
  void shouldRefuseNobodyWhoseProcessMayLockWhatItWants() {
    host.with("proc/self/status", "Cpus_allowed_list:\t0-1\nCapEff:\t0000000000004000");
    LocalMemory memory = memory(Map.of());
    memory.reserve("the lanes' rings", List.of(65_536));

    assertEquals(List.of(), memory.allocate("other", 65_536, ANY).givenUp());
  }

  @Test
  void shouldTellWhatLiesWhereAndWhatItGoesWithout() {
    LocalMemory memory = memory(Map.of());
    memory.reserve("the lanes' rings", List.of(4_096));
    PlacedMemory first = memory.allocate("first", 4_096, ANY);
    calls.refused.add("lock");
    memory.allocate("second", 4_096, ANY);

    List<String> regions = memory.regions();
    assertEquals(
        "the lanes' rings: 4096 bytes reserved of 65536 that the process may lock, 4096 not used"
            + " yet",
        regions.get(0));
    assertEquals("first: 4096 bytes on node 0, ordinary pages, locked", regions.get(1));
    assertTrue(regions.get(2).contains("not locked; without the lock: "), regions::toString);

    first.close();
    assertEquals(2, memory.regions().size());
  }

  @Test
  void shouldRefuseWhenStrictAndThereIsNoMemoryAtAll() {
    calls.refused.add("map");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> memory(Map.of("strict", "true")).allocate("market ring", 64, ANY))
            .getMessage();
    assertTrue(message.startsWith("strict: market ring: no memory: map 4096"), message);
    assertThrows(
        IllegalStateException.class, () -> memory(Map.of()).allocate("market ring", 64, ANY));
  }

  @Test
  void shouldRefuseWhenItsConfigurationIsWrong() {
    assertEquals(
        "etc/io.hairspring.affinity.cfg: strict = yes: must be true or false",
        assertThrows(
                IllegalArgumentException.class,
                () -> memory(Map.of("strict", "yes")).allocate("market ring", 64, ANY))
            .getMessage());
  }
}
