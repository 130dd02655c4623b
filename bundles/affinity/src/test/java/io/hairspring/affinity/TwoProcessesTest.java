package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.TopologyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one process does to another, and what a process can do that is given little. */
@Timeout(120)
class TwoProcessesTest {
  private static final List<String> PLAIN = List.of();

  @TempDir Path locks;
  private CpuSet usable;

  @BeforeEach
  void needsTwoCores() {
    assumeTrue(Files.exists(Path.of("/proc/self/task")), "needs Linux");
    usable = TopologyReader.running().usable();
    assumeTrue(usable.size() >= 2, "needs two cores");
  }

  @Test
  void shouldNotGiveACoreToTwoProcessesUntilTheFirstIsKilled() throws Exception {
    int core = usable.last();
    try (Processes first = Processes.start(PLAIN, locks, core)) {
      assertEquals("core " + core, first.answer());
      try (Processes second = Processes.start(PLAIN, locks, core)) {
        String holder = "core " + core + " is held by process " + first.process().pid();
        assertTrue(second.answer().startsWith("refused " + holder), second.answer());
      }
      first.kill();
      try (Processes third = Processes.start(PLAIN, locks, core)) {
        assertEquals("core " + core, third.answer());
      }
    }
  }

  @Test
  void shouldKeepACoreFromOtherProcessesWhenASecondPlatformInThisOneAskedForItToo()
      throws Exception {
    int core = usable.last();
    try (CoreLocks first = new CoreLocks(locks);
        CoreLocks second = new CoreLocks(locks)) {
      assertEquals("", first.lock(core));
      assertEquals("another platform in this process", second.lock(core));
      assertEquals(CpuSet.of(core), second.others(usable));
      try (Processes other = Processes.start(PLAIN, locks, core)) {
        String holder = "core " + core + " is held by process " + ProcessHandle.current().pid();
        assertTrue(other.answer().startsWith("refused " + holder), other.answer());
      }
    }
  }

  @Test
  void shouldKeepACoreFromOtherProcessesWhenItsFileWasRemovedAndItLookedAgain() throws Exception {
    int core = usable.last();
    try (CoreLocks here = new CoreLocks(locks)) {
      assertEquals("", here.lock(core));
      Files.delete(locks.resolve("core-" + core));
      Files.delete(locks);

      here.renew();

      try (Processes other = Processes.start(PLAIN, locks, core)) {
        String holder = "core " + core + " is held by process " + ProcessHandle.current().pid();
        assertTrue(other.answer().startsWith("refused " + holder), other.answer());
      }
    }
  }

  @Test
  void shouldGoOnAndTakeTheCoreBackWhenAnotherProcessHasItsRemovedFileForAWhile() throws Exception {
    int core = usable.last();
    try (CoreLocks here = new CoreLocks(locks)) {
      assertEquals("", here.lock(core));
      Files.delete(locks.resolve("core-" + core));
      try (Processes other = Processes.start(PLAIN, locks, core)) {
        assertEquals("core " + core, other.answer());
        here.renew();
        assertEquals(CpuSet.of(core), here.held());
        other.kill();
      }
      here.renew();
      try (Processes third = Processes.start(PLAIN, locks, core)) {
        assertTrue(third.answer().startsWith("refused core " + core), third.answer());
      }
    }
  }

  @Test
  void shouldNotLetItsFilesGrowOldWhileItHoldsThem() throws Exception {
    int core = usable.last();
    Path file = locks.resolve("core-" + core);
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(9)));
    try (CoreLocks here = new CoreLocks(locks)) {
      assertEquals("", here.lock(core));
      Files.setLastModifiedTime(file, longAgo);

      here.renew();

      assertTrue(Files.getLastModifiedTime(file).compareTo(longAgo) > 0);
      assertEquals(Long.toString(ProcessHandle.current().pid()), Files.readString(file));
    }
  }

  @Test
  void shouldSeeWhichCoreAnotherProcessHoldsUntilItIsKilled() throws Exception {
    assumeTrue(usable.size() == 2, "needs exactly two cores");
    try (Processes first = Processes.start(PLAIN, locks, -1);
        CoreLocks here = new CoreLocks(locks)) {
      assertEquals("core " + usable.last(), first.answer());
      assertEquals(CpuSet.of(usable.last()), here.others(usable));
      first.kill();
      assertEquals(CpuSet.NONE, here.others(usable));
    }
  }

  @Test
  void shouldRunUnpinnedWhenAnotherProcessHasTheLastCoreThatCanBeSpared() throws Exception {
    assumeTrue(usable.size() == 2, "needs exactly two cores");
    try (Processes first = Processes.start(PLAIN, locks, -1);
        Processes second = Processes.start(PLAIN, locks, -1)) {
      assertEquals("core " + usable.last(), first.answer());
      assertEquals("core -1", second.answer());
      String warning = String.join("\n", second.output());
      assertTrue(warning.contains("is held by process " + first.process().pid()), warning);
    }
  }

  @Test
  void shouldRunOnTheOneCoreThatItIsGivenAndSayWhatIsLost() throws Exception {
    List<String> launcher = List.of("taskset", "-c", Integer.toString(usable.first()));
    assumeTrue(Files.exists(Path.of("/usr/bin/taskset")), "needs taskset");
    try (Processes one = Processes.start(launcher, locks, -1)) {
      assertEquals("core " + usable.first(), one.answer());
      String output = String.join("\n", one.output());
      assertTrue(output.contains("lost a core of its own: this is the only one"), output);
    }
  }

  @Test
  void shouldRefuseTheOneCoreWhenStrict() throws Exception {
    List<String> launcher = List.of("taskset", "-c", Integer.toString(usable.first()));
    assumeTrue(Files.exists(Path.of("/usr/bin/taskset")), "needs taskset");
    try (Processes one = Processes.start(launcher, locks, -1, "strict=true")) {
      assertTrue(one.answer().startsWith("refused strict: main would go without"), one.answer());
    }
  }

  @Test
  void shouldPinWithoutPrivilegesAndSayWhyItIsNotRealTime() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv");
    assumeTrue(System.getProperty("user.name").equals("root"), "has no privileges to drop");
    List<String> launcher =
        List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs");
    try (Processes bare = Processes.start(launcher, locks, -1, "lane.realtime=forced")) {
      assertEquals("core " + usable.last(), bare.answer());
      String output = String.join("\n", bare.output());
      assertTrue(output.contains("lost SCHED_FIFO: the process may not"), output);
    }
  }

  @Test
  void shouldKeepToACgroupOfOneCore() throws Exception {
    Path parent = Path.of("/sys/fs/cgroup/cpuset");
    assumeTrue(
        Files.isWritable(parent.resolve("cgroup.procs")), "needs a writable cpuset of version 1");
    Path group = parent.resolve("hairspring-test-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    try {
      Files.writeString(group.resolve("cpuset.cpus"), Integer.toString(usable.last()));
      Files.writeString(group.resolve("cpuset.mems"), "0");
      List<String> launcher =
          List.of("sh", "-c", "echo $$ > " + group + "/cgroup.procs; exec \"$@\"", "sh");
      try (Processes held = Processes.start(launcher, locks, usable.first())) {
        assertTrue(
            held.answer()
                .startsWith("refused main: core " + usable.first() + " does not exist or is not"),
            held.answer());
        held.kill();
      }
      try (Processes held = Processes.start(launcher, locks, -1)) {
        assertEquals("core " + usable.last(), held.answer());
        held.kill();
      }
    } finally {
      Files.delete(group);
    }
  }
}
