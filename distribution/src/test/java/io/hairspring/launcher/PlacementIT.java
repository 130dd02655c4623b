package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the threads of the assembled platform are, as another process sees it. */
@Timeout(180)
class PlacementIT {
  private static final int LOOKS = 50;
  private static final String TRADES = " +0 +-?[0-9]+ +[0-9]+ +[0-9]+ +[1-9][0-9]{3,} .*";

  private Path scratch;
  private Path home;

  /** Not in a folder of JUnit's: another user has to come in. */
  @BeforeEach
  void copyInstallation() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/task")), "needs Linux");
    scratch = Files.createTempDirectory("hairspring-placement");
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    home = Installations.copy(Run.assembled(), scratch.resolve("hairspring"));
    Files.writeString(
        home.resolve("etc/io.hairspring.affinity.cfg"),
        "lock.directory = " + scratch.resolve("cores") + "\n");
  }

  @AfterEach
  void deleteInstallation() throws Exception {
    if (scratch != null) {
      run("rm", "-r", scratch.toString());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private static void needsTwoCores() {
    assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "needs two cores");
  }

  private static void needs(String program) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + program)), "needs " + program);
  }

  @Test
  void shouldLetNoThreadOfARunningPlatformOnTheLanesCoreButTheLane() throws Exception {
    needsTwoCores();
    try (LivePlatform platform = LivePlatform.start(home)) {
      String core = platform.awaitLaneCore();
      platform.awaitAnswer("hairspring:lanes", TRADES);
      platform.awaitAnswer("hairspring:placement", "all agents +agent +[0-9,]+ +housekeeping .*");
      platform.awaitAnswer("hairspring:placement", " *market ring: [0-9]+ bytes on node .*");
      for (int look = 0; look < LOOKS; look++) {
        Map<String, LivePlatform.Seen> threads = platform.threads();
        assertTrue(threads.size() > 20, threads::toString);
        assertEquals(
            1, threads.values().stream().filter(LivePlatform.Seen::isLane).count(), "lanes");
        threads.forEach(
            (thread, seen) ->
                assertEquals(
                    seen.isLane(), includes(seen.cores(), core), () -> thread + " is " + seen));
      }
    }
  }

  /** Whether a list such as 0-2,5 has a core. */
  private static boolean includes(String list, String core) {
    int wanted = Integer.parseInt(core);
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      if (wanted >= Integer.parseInt(ends[0])
          && wanted <= Integer.parseInt(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }

  @Test
  @Tag("long")
  void shouldRefuseTheCoreOfAnotherPlatformUntilThatIsKilled() throws Exception {
    needsTwoCores();
    try (LivePlatform first = LivePlatform.start(home)) {
      String core = first.awaitLaneCore();
      Path second = Installations.copy(home, scratch.resolve("second"));
      Files.writeString(second.resolve("etc/io.hairspring.kernel.cfg"), "lane.core = " + core);

      Run refused = Run.of(second, "", "demo", "--seconds", "1");
      assertNotEquals(0, refused.status());
      String holder = "core " + core + " is held by process " + first.pid();
      assertTrue(String.join("\n", refused.errors()).contains(holder), refused::toString);

      first.kill();
      Files.writeString(
          second.resolve("etc/io.hairspring.kernel.cfg"),
          "lane.core = " + core + "\nfeed = synthetic:calm?seed=1\n");
      try (LivePlatform third = LivePlatform.start(second)) {
        assertEquals(core, third.awaitLaneCore());
      }
    }
  }

  @Test
  void shouldTradeOnTheOnlyCoreAndSayWhatIsLost() throws Exception {
    needs("taskset");
    try (LivePlatform platform = LivePlatform.start(home, "taskset", "-c", "0")) {
      assertEquals("0", platform.awaitLaneCore());
      platform.awaitAnswer("hairspring:lanes", TRADES);
      String output = platform.output();
      assertTrue(output.contains("goes without a core of its own: this is the only one"), output);
    }
  }

  @Test
  @Tag("long")
  void shouldTradeAsAUserWithoutPrivileges() throws Exception {
    needsTwoCores();
    needs("setpriv");
    assumeTrue(System.getProperty("user.name").equals("root"), "is no other user");
    run("chown", "-R", "65534:65534", home.toString());
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    try (LivePlatform platform = LivePlatform.start(home, nobody)) {
      platform.awaitLaneCore();
      platform.awaitAnswer("hairspring:lanes", TRADES);
    }
  }

  @Test
  @Tag("long")
  void shouldTradeWhereTheKernelShowsNoSys() throws Exception {
    needsTwoCores();
    needs("unshare");
    assumeTrue(System.getProperty("user.name").equals("root"), "may not hide /sys");
    String hide = "mount -t tmpfs none /sys && exec \"$@\"";
    try (LivePlatform platform =
        LivePlatform.start(home, "unshare", "-m", "sh", "-c", hide, "sh")) {
      platform.awaitLaneCore();
      platform.awaitAnswer("hairspring:lanes", TRADES);
      String output = platform.output();
      assertTrue(
          output.contains("goes without knowledge of the machine: siblings, caches and memory"),
          output);
    }
  }

  @Test
  @Tag("long")
  void shouldTradeInAContainerThatMayNotChangeTheMachine() throws Exception {
    needsTwoCores();
    needs("unshare");
    assumeTrue(System.getProperty("user.name").equals("root"), "may not contain anything");
    String contain =
        "mount -t proc proc /proc && mount -o remount,bind,ro /sys && exec setpriv"
            + " --bounding-set=-all --inh-caps=-all \"$@\"";
    String[] container = {"unshare", "-mpf", "--kill-child", "sh", "-c", contain, "sh"};
    try (LivePlatform platform = LivePlatform.start(home, container)) {
      platform.awaitAnswer(
          "hairspring:placement", "hairspring-lane-0 +lane +[1-9][0-9]* .*read back");
      platform.awaitAnswer("hairspring:placement", "everything else +housekeeping +0.* confined");
      platform.awaitAnswer("hairspring:lanes", TRADES);
      String output = platform.output();
      assertTrue(output.contains("hairspring-lane-0 goes without isolation"), output);
    }
  }

  @Test
  @Tag("long")
  void shouldSayHowMuchMemoryItMayLockWhenThatIsNotEnough() throws Exception {
    needsTwoCores();
    needs("setpriv");
    needs("prlimit");
    assumeTrue(System.getProperty("user.name").equals("root"), "is no other user");
    run("chown", "-R", "65534:65534", home.toString());
    String[] little = {
      "prlimit",
      "--memlock=65536:65536",
      "setpriv",
      "--reuid=65534",
      "--regid=65534",
      "--clear-groups"
    };
    try (LivePlatform platform = LivePlatform.start(home, little)) {
      platform.awaitAnswer("hairspring:lanes", TRADES);
      platform.awaitAnswer(
          "hairspring:placement",
          " *market ring: .* not locked; without .*the lock: mlock.*the process may lock 65536 bytes"
              + " in all \\(ulimit -l unlimited, .*");
    }
  }

  /** Takes a core from everybody on this machine for some seconds: only when asked for. */
  @Test
  void shouldMoveTheLaneWhenItsCoreIsSwitchedOff() throws Exception {
    assumeTrue(Boolean.getBoolean("hairspring.it.offline"), "not asked to switch a core off");
    needsTwoCores();
    try (LivePlatform platform = LivePlatform.start(home)) {
      String core = platform.awaitLaneCore();
      Path online = Path.of("/sys/devices/system/cpu/cpu" + core + "/online");
      assumeTrue(Files.isWritable(online), core + " cannot be switched off");
      platform.awaitAnswer("hairspring:lanes", TRADES);
      try {
        Files.writeString(online, "0");
        platform.awaitAnswer("hairspring:placement", ".* moved between two cycles, read back");
        platform.threads().values().stream()
            .filter(LivePlatform.Seen::isLane)
            .forEach(lane -> assertNotEquals(core, lane.cores()));
        String output = platform.output();
        assertTrue(output.contains("core " + core + ": it went offline or was withdrawn"), output);
      } finally {
        Files.writeString(online, "1");
      }
      platform.awaitAnswer(
          "hairspring:placement", "hairspring-lane-0 +lane +" + core + " .*read back");
    }
  }

  @Test
  @Tag("long")
  void shouldMoveTheLaneBetweenTwoCyclesWhenItsCoreIsWithdrawn() throws Exception {
    needsTwoCores();
    Path parent = Path.of("/sys/fs/cgroup/cpuset");
    assumeTrue(
        Files.isWritable(parent.resolve("cgroup.procs")), "needs a writable cpuset of version 1");
    Path group = parent.resolve("hairspring-it-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    try {
      String all = Files.readString(parent.resolve("cpuset.cpus")).strip();
      Files.writeString(group.resolve("cpuset.cpus"), all);
      Files.writeString(
          group.resolve("cpuset.mems"), Files.readString(parent.resolve("cpuset.mems")));
      String join = "echo $$ > " + group + "/cgroup.procs; exec \"$@\"";
      try (LivePlatform platform = LivePlatform.start(home, "sh", "-c", join, "sh")) {
        String core = platform.awaitLaneCore();
        platform.awaitAnswer("hairspring:lanes", TRADES);
        assumeTrue(!core.equals("0"), "the first core cannot be spared");
        Files.writeString(group.resolve("cpuset.cpus"), "0");
        platform.awaitAnswer("hairspring:placement", ".* moved between two cycles, read back");
        assertTrue(
            platform.threads().values().stream().allMatch(seen -> seen.cores().equals("0")),
            () -> "somewhere else than allowed: " + platform.threads());
        String output = platform.output();
        assertTrue(output.contains("core " + core + ": it went offline or was withdrawn"), output);
      }
    } finally {
      Files.delete(group);
    }
  }

  @Test
  void shouldKeepTheLaneOnItsCoreWhenTheConfigurationIsEditedWhileItRuns() throws Exception {
    needsTwoCores();
    Path file = home.resolve("etc/io.hairspring.affinity.cfg");
    String locks = "lock.directory = " + scratch.resolve("cores") + "\n";
    try (LivePlatform platform = LivePlatform.start(home)) {
      String core = platform.awaitLaneCore();
      Files.writeString(file, locks + "recheck.millis = often\n");
      platform.awaitAnswer("hairspring:placement", ".*recheck.millis = often: must be .*");
      Files.writeString(
          file, "lock.directory = " + scratch.resolve("others") + "\nrecheck.millis = 100\n");
      Path moved = scratch.resolve("others/core-" + core);
      platform.awaitAnswer(
          "hairspring:placement", "hairspring-lane-0 +lane +" + core + " .*read back");
      long end = System.nanoTime() + 30_000_000_000L;
      while (!Files.exists(moved) && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertTrue(Files.exists(moved), "the core is not locked in the other directory");
      platform
          .threads()
          .forEach(
              (thread, seen) ->
                  assertEquals(
                      seen.isLane(), includes(seen.cores(), core), () -> thread + " is " + seen));
    }
  }

  @Test
  void shouldRefuseInsteadWhenStrict() throws Exception {
    Files.writeString(home.resolve("etc/io.hairspring.affinity.cfg"), "strict = true\n");
    Run refused = Run.of(home, "", "demo", "--seconds", "1");
    assumeTrue(refused.status() != 0, "nothing had to be given up: the cores are isolated");
    String errors = String.join("\n", refused.errors());
    assertTrue(
        errors.matches("(?s).*strict: (hairspring-lane-0|market ring) would go without .*"),
        refused::toString);
  }
}
