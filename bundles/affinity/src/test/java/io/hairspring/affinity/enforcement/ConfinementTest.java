package io.hairspring.affinity.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinementTest {
  private static final CpuSet ALL = CpuSet.parseList("0-3");
  private static final CpuSet REST = CpuSet.parseList("0-2");

  @TempDir Path root;
  private FakeThreads threads;
  private Confinement confinement;

  @BeforeEach
  void threeThreads() throws IOException {
    threads = new FakeThreads(root).with(10, ALL).with(11, CpuSet.of(3)).with(12, ALL);
    confinement = new Confinement(threads, new HostFiles(root));
  }

  @Test
  void shouldConfineEveryThreadButTheLane() {
    assertEquals(2, confinement.confine(REST, Set.of(11), Map.of()));

    assertEquals(Map.of(10, REST, 11, CpuSet.of(3), 12, REST), threads.masks);
    assertEquals(2, confinement.confined());
  }

  @Test
  void shouldConfineAThreadWhoseNumberIsAsLargeAsTheSystemAllows() throws IOException {
    threads.with(4_194_303, ALL).named(4_194_303, "GC Thread#0");

    confinement.confine(REST, Set.of(11), Map.of());

    assertEquals(REST, threads.masks.get(4_194_303));
    assertTrue(threads.changes.contains("4194303 nice -20"), threads.changes::toString);
  }

  @Test
  void shouldChangeNothingWhenNothingIsAstray() {
    confinement.confine(REST, Set.of(11), Map.of());
    threads.changes.clear();

    assertEquals(0, confinement.confine(REST, Set.of(11), Map.of()));
    assertEquals(List.of(), threads.changes);
  }

  @Test
  void shouldCatchAThreadThatCameLater() throws IOException {
    confinement.confine(REST, Set.of(11), Map.of());
    threads.with(13, CpuSet.of(3));

    confinement.confine(REST, Set.of(11), Map.of());

    assertEquals(REST, threads.masks.get(13));
  }

  @Test
  void shouldLeaveAThreadOnTheFewerCoresThatItWasGiven() throws IOException {
    threads.with(13, CpuSet.of(1));

    confinement.confine(REST, Set.of(11), Map.of());

    assertEquals(CpuSet.of(1), threads.masks.get(13));
  }

  @Test
  void shouldLetThreadsSpreadAgainWhenTheLaneIsGone() throws IOException {
    threads.with(13, CpuSet.of(1));
    confinement.confine(REST, Set.of(11), Map.of());

    confinement.confine(ALL, Set.of(), Map.of());

    assertEquals(ALL, threads.masks.get(10));
    assertEquals(CpuSet.of(1), threads.masks.get(13));
  }

  @Test
  void shouldKeepAgentsOnTheirFewerCoresAndSpreadThemWhenTheyHaveMore() throws IOException {
    threads.with(13, ALL).with(14, CpuSet.of(2));

    confinement.confine(REST, Set.of(11), Map.of(12, CpuSet.of(0), 13, CpuSet.parseList("0-1")));
    assertEquals(REST, threads.masks.get(10));
    assertEquals(CpuSet.of(0), threads.masks.get(12));
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(13));

    confinement.confine(REST, Set.of(11), Map.of(12, CpuSet.parseList("0-1"), 14, REST));
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(12));
    assertEquals(CpuSet.of(2), threads.masks.get(14), "somebody put it on fewer");
  }

  @Test
  void shouldPreferOnceWhatStopsTheLanesWhileItWorks() throws IOException {
    threads.named(10, "VM Thread").named(12, "agent").with(13, ALL).named(13, "GC Thread#0");

    confinement.confine(REST, Set.of(11), Map.of());
    confinement.confine(REST, Set.of(11), Map.of());

    assertEquals(
        List.of("10 nice -20", "13 nice -20"),
        threads.changes.stream().filter(change -> change.contains("nice")).sorted().toList());
    assertEquals("", confinement.refusal());
  }

  @Test
  void shouldSayWhatPrivilegePreferringNeeds() throws IOException {
    threads.named(10, "VM Thread").privileged = false;

    confinement.confine(REST, Set.of(11), Map.of());

    assertEquals(REST, threads.masks.get(10));
    assertEquals(
        "precedence of what stops the lanes, such as collections: setpriority: Permission denied"
            + " (needs CAP_SYS_NICE, or ulimit -e 40)",
        confinement.refusal());
  }

  @Test
  void shouldNotMindAThreadThatEndsMeanwhile() {
    threads.masks.remove(12);

    assertEquals(1, confinement.confine(REST, Set.of(11), Map.of()));
  }
}
