package io.hairspring.affinity.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.affinity.enforcement.CacheAllocation;
import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.enforcement.DeviceNode;
import io.hairspring.affinity.enforcement.EnforcementMeans;
import io.hairspring.affinity.enforcement.Enforcer;
import io.hairspring.affinity.enforcement.FakeThreads;
import io.hairspring.affinity.enforcement.LaneBoundary;
import io.hairspring.affinity.enforcement.RealTimeLanes;
import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine that does not exist, with a lane that does not. */
class ContentionWatchTest {
  // No thread of the machine that the test runs on has it.
  private static final int LANE = 4_194_300;

  @TempDir Path root;
  private final AtomicLong now = new AtomicLong();
  private FakeHost host;
  private ContentionWatch watch;

  @BeforeEach
  void pinALane() throws IOException {
    host = new FakeHost(root).withCores(4).withAffinity("0-3").with("proc/stat", "cpu3 0 0 0");
    final FakeThreads threads = new FakeThreads(root).with(LANE, CpuSet.parseList("0-3"));
    final Enforcer enforcer =
        new Enforcer(
            host.files(),
            threads,
            new EnforcementMeans(
                new CoreLocks(root.resolve("locks")),
                new RealTimeLanes(false, false, threads, host.files()),
                new CacheAllocation(false, host.files(), ControlFiles.running()),
                DeviceNode.NONE),
            LaneBoundary.NONE);
    scheduled(0, 0);
    enforcer.pin(new Thread(() -> {}, "lane-0"), LANE, ThreadPlacement.ANY, null);
    watch = new ContentionWatch(host.files(), enforcer, now::get);
    asked();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void scheduled(long ran, long waited) {
    host.with("proc/self/task/" + LANE + "/schedstat", ran + " " + waited + " 17")
        .with("proc/self/task/" + LANE + "/status", "nonvoluntary_ctxt_switches:\t14");
  }

  private List<Double> asked() {
    return severities(watch.disturbances(LaneContention.UNKNOWN_INFLATION));
  }

  private static List<Double> severities(List<Disturbance> found) {
    return found.stream().map(Disturbance::severity).toList();
  }

  @Test
  void shouldTellAReaderWhatWasFoundAndTakeNothingFromWhoAsksAgain() {
    scheduled(750_000, 250_000);
    assertEquals(List.of(0.25), asked());
    scheduled(1_250_000, 750_000);
    assertEquals(List.of(0.25), severities(watch.lately()));
    assertEquals(List.of(0.5), asked());
  }

  @Test
  void shouldLookForAReaderWhenNobodyHasAskedForLong() {
    scheduled(750_000, 250_000);
    now.addAndGet(TimeUnit.SECONDS.toNanos(5));
    assertEquals(List.of(), severities(watch.lately()));
    now.incrementAndGet();
    assertEquals(List.of(0.25), severities(watch.lately()));
  }
}
