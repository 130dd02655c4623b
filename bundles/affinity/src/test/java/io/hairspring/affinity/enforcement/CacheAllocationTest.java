package io.hairspring.affinity.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be written on a machine with two last caches of 16 ways. */
class CacheAllocationTest {
  private static final String GROUP = "/hairspring-" + ProcessHandle.current().pid();
  private static final String INFO = "sys/fs/resctrl/info/L3/";

  @TempDir Path root;
  private final List<String> written = new ArrayList<>();
  private FakeHost host;

  private final ControlFiles changes =
      new ControlFiles() {
        @Override
        public void write(String name, String text) {
          written.add(text + " > " + name.substring("sys/fs/resctrl".length()));
        }

        @Override
        public void makeDirectory(String name) {
          written.add("mkdir " + name.substring("sys/fs/resctrl".length()));
        }

        @Override
        public void removeDirectory(String name) {
          written.add("rmdir " + name.substring("sys/fs/resctrl".length()));
        }
      };

  @BeforeEach
  void twoCaches() {
    host = new FakeHost(root).withAffinity("0-3").with("sys/devices/system/cpu/online", "0-3");
    for (int cpu = 0; cpu < 4; cpu++) {
      host.withThread(cpu, cpu, Integer.toString(cpu), cpu < 2 ? "0-1" : "2-3")
          .with(
              "sys/devices/system/cpu/cpu" + cpu + "/cache/index3/id",
              Integer.toString(cpu < 2 ? 0 : 1));
    }
  }

  private CacheAllocation allocation(boolean wanted) {
    return new CacheAllocation(wanted, host.files(), changes);
  }

  @Test
  void shouldGiveTheLanesTheUpperHalfOfTheirCacheAndEverybodyElseTheLower() {
    host.with(INFO + "cbm_mask", "ffff").with(INFO + "min_cbm_bits", "1");
    CacheAllocation allocation = allocation(true);

    assertEquals("", allocation.give(CpuSet.of(3), host.read()));

    assertEquals(
        List.of(
            "mkdir " + GROUP,
            "L3:0=ffff;1=ff00 > " + GROUP + "/schemata",
            "3 > " + GROUP + "/cpus_list",
            "L3:0=ffff;1=ff > /schemata"),
        written);
  }

  @Test
  void shouldGiveEverythingBackOnce() {
    host.with(INFO + "cbm_mask", "ffff").with(INFO + "min_cbm_bits", "1");
    CacheAllocation allocation = allocation(true);
    allocation.give(CpuSet.of(3), host.read());
    written.clear();

    allocation.give(CpuSet.NONE, host.read());
    allocation.close();

    assertEquals(List.of("L3:0=ffff;1=ffff > /schemata", "rmdir " + GROUP), written);
  }

  @Test
  void shouldGiveBackWhatWasThereBeforeAndNotMore() {
    host.with(INFO + "cbm_mask", "ffff").with(INFO + "min_cbm_bits", "1");
    host.with("sys/fs/resctrl/schemata", "    MB:0=100;1=100\n    L3:0=fff;1=ffff");
    CacheAllocation allocation = allocation(true);
    allocation.give(CpuSet.of(3), host.read());
    allocation.give(CpuSet.parseList("2-3"), host.read());
    written.clear();

    allocation.close();

    assertEquals(List.of("L3:0=fff;1=ffff > /schemata", "rmdir " + GROUP), written);
  }

  @Test
  void shouldLeaveACacheAloneThatALivingProcessHasDivided() {
    host.with(INFO + "cbm_mask", "ffff").with(INFO + "min_cbm_bits", "1");
    host.with("sys/fs/resctrl/hairspring-4711/cpus_list", "1").with("proc/4711/comm", "java");

    assertEquals(
        "ways of the cache: process 4711 has divided it",
        allocation(true).give(CpuSet.of(3), host.read()));
    assertEquals(List.of(), written);
  }

  @Test
  void shouldTakeBackWhatADeadProcessLeftDivided() {
    host.with(INFO + "cbm_mask", "ffff").with(INFO + "min_cbm_bits", "1");
    host.with("sys/fs/resctrl/hairspring-4711/cpus_list", "1")
        .with("sys/fs/resctrl/schemata", "L3:0=ff;1=ffff");
    CacheAllocation allocation = allocation(true);

    assertEquals("", allocation.give(CpuSet.of(3), host.read()));
    assertEquals("rmdir /hairspring-4711", written.get(0));
    written.clear();
    allocation.close();
    assertEquals("L3:0=ffff;1=ffff > /schemata", written.get(0));
  }

  @Test
  void shouldSayWhatIsLostWhereTheCacheCannotBeDivided() {
    String loss = allocation(true).give(CpuSet.of(3), host.read());
    assertTrue(loss.contains("mount -t resctrl"), loss);

    host.with(INFO + "cbm_mask", "3").with(INFO + "min_cbm_bits", "2");
    loss = allocation(true).give(CpuSet.of(3), host.read());
    assertEquals("ways of the cache: it has only 2", loss);
    assertEquals(List.of(), written);
  }

  @Test
  void shouldTouchNothingUnlessItIsWanted() {
    host.with(INFO + "cbm_mask", "ffff");
    assertEquals("", allocation(false).give(CpuSet.of(3), host.read()));
    assertEquals(List.of(), written);
  }
}
