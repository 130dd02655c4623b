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
  void shouldTradeWhereTheKernelShowsNoSys() throws Exception {
    needsTwoCores();
    needs("unshare");
    assumeTrue(System.getProperty("user.name").equals("root"), "may not hide /sys");
    String hide = "mount -t tmpfs none /sys && exec \"$@\"";
    try (LivePlatform platform =
        LivePlatform.start(home, "unshare", "-m", "sh", "-c", hide, "sh")) {
      platform.awaitLaneCore();
      platform.awaitAnswer("hairspring:lanes", TRADES);
    }
  }

  @Test
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
