package io.hairspring.affinity.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.ContentionSample;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentionReaderTest {
  @Test
  void shouldReadWhatTheSchedulerAndTheHostTook(@TempDir Path root) {
    HostFiles files =
        new FakeHost(root)
            .with("proc/self/task/7/schedstat", "5000 1200 17")
            .with(
                "proc/self/task/7/status",
                "Name:\tx\nvoluntary_ctxt_switches:\t3\nnonvoluntary_ctxt_switches:\t14")
            .with(
                "proc/self/task/7/stat",
                "7 (hairspring-lane) R 1 2 3 0 -1 4194368 301 5 7 0 9 9 0 0 20 0 30 0")
            .with(
                "proc/stat",
                "cpu  9 9 9 9 9 9 9 9 0 0\ncpu1 1 0 1 1 0 0 0 42 0 0\ncpu10 0 0 0 0 0 0 0 7 0 0")
            .files();

    assertEquals(
        Optional.of(new ContentionSample("lane-0", 1, 5000, 1200, 14, 3, 420_000_000, 308)),
        new ContentionReader(files).read("lane-0", 7, 1));
  }

  @Test
  void shouldReadSwitchesWhenTheThreadHasWaitedAndWhatTheHostTookEveryFiftyMilliseconds(
      @TempDir Path root) {
    AtomicLong now = new AtomicLong();
    FakeHost host = new FakeHost(root).with("proc/self/task/7/schedstat", "5000 1200 17");
    host.with("proc/self/task/7/status", "nonvoluntary_ctxt_switches:\t14")
        .with("proc/stat", "cpu1 1 0 1 1 0 0 0 42 0 0");
    ContentionReader reader = new ContentionReader(host.files(), now::get);
    reader.read("lane-0", 7, 1);

    host.with("proc/self/task/7/schedstat", "6000 1300 17")
        .with("proc/self/task/7/status", "nonvoluntary_ctxt_switches:\t15")
        .with("proc/stat", "cpu1 1 0 1 1 0 0 0 43 0 0");
    assertEquals(
        Optional.of(new ContentionSample("lane-0", 1, 6000, 1300, 14, 0, 420_000_000, 0)),
        reader.read("lane-0", 7, 1));

    host.with("proc/self/task/7/schedstat", "6000 901300 18");
    assertEquals(15, reader.read("lane-0", 7, 1).orElseThrow().involuntarySwitches());

    now.addAndGet(50_000_000);
    assertEquals(430_000_000, reader.read("lane-0", 7, 1).orElseThrow().stolenNanos());
  }

  @Test
  void shouldReadNothingOfAThreadThatHasEnded(@TempDir Path root) {
    assertEquals(Optional.empty(), new ContentionReader(new HostFiles(root)).read("lane-0", 7, 1));
  }

  @Test
  void shouldCountWhatHappenedBetweenTwoSamples() {
    ContentionSample earlier = new ContentionSample("lane-0", 1, 100, 10, 4, 2, 0, 3);
    ContentionSample later = new ContentionSample("lane-0", 1, 300, 15, 5, 2, 10_000_000, 7);

    assertEquals(
        new ContentionSample("lane-0", 1, 200, 5, 1, 0, 10_000_000, 4), later.since(earlier));
  }

  @Test
  void shouldSeeTheCallingThreadRun() {
    HostFiles files = HostFiles.running();
    assumeTrue(files.exists("proc/self/schedstat"), "needs schedstat");

    ContentionSample sample =
        new ContentionReader(files).read("test", Affinity.getThreadId(), 0).orElseThrow();

    assertTrue(sample.ranNanos() > 0, sample::toString);
  }
}
