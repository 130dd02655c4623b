package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.ThreadPlacement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a process whose threads are placed. */
@Timeout(60)
class LocalDoctorTest {
  private final ExecutorService lane = Executors.newSingleThreadExecutor();

  @TempDir Path locks;
  private CpuSet usable;
  private OpenHftThreadPlacement placement;

  @BeforeEach
  void needsTwoCores() {
    usable = TopologyReader.running().usable();
    assumeTrue(usable.size() >= 2, "needs two cores");
    Map<String, Object> settings = Map.of("lock.directory", locks.toString());
    placement =
        new OpenHftThreadPlacement(
            ConfiguredPlacement.of(settings, PlacementSettings.defaults()),
            null,
            HostFiles.running());
  }

  @AfterEach
  void close() {
    if (placement != null) {
      placement.close();
    }
    lane.shutdown();
  }

  private List<Finding> noise(LocalDoctor doctor) {
    return doctor.examine().stream()
        .filter(finding -> finding.check().startsWith("noise of core "))
        .toList();
  }

  @Test
  void shouldExamineTheLanesCoreThoughItsOwnThreadMayNotRunThere() throws Exception {
    int core = lane.submit(() -> placement.pinCurrentThread(ThreadPlacement.ANY)).get();

    List<Finding> noise = noise(new LocalDoctor(Map.of(), placement));

    assertEquals(usable.size(), noise.size());
    noise.forEach(
        finding ->
            assertEquals(
                finding.check().equals("noise of core " + core),
                finding.grade() == Grade.UNKNOWN,
                finding::toString));
  }

  @Test
  void shouldNotSpinOnTheCoreOfAnotherProcess() {
    try (CoreLocks other = new CoreLocks(locks)) {
      assertEquals("", other.lock(usable.last()));

      List<Finding> noise = noise(new LocalDoctor(Map.of(), placement));

      assertEquals(usable.size(), noise.size());
      Finding last = noise.get(noise.size() - 1);
      assertEquals(Grade.UNKNOWN, last.grade());
      assertTrue(last.found().startsWith("not measured: a lane runs there"), last::found);
    }
  }

  @Test
  void shouldSayThatTheConfigurationIsWrong() {
    Finding first = new LocalDoctor(Map.of("strict", "yes"), placement).examine().get(0);
    assertEquals("configuration", first.check());
    assertEquals(
        "etc/io.hairspring.affinity.cfg: strict = yes: must be true or false", first.found());
  }
}
