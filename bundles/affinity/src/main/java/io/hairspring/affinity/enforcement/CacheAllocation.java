package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.topology.Cache;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Topology;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Divides the cache for the lanes of one process: another that finds it divided leaves it so, and
 * what a dead process left behind is taken back. Gives lanes' cores ways of the last cache that
 * nobody else fills: the upper half, where a lane is. The rest of the machine keeps the lower half.
 * One thread at a time. Source: the kernel's {@code Documentation/filesystems/resctrl.rst}.
 */
public final class CacheAllocation implements Closeable {
  private static final System.Logger LOG = System.getLogger(CacheAllocation.class.getName());
  private static final String ROOT = "sys/fs/resctrl/";
  private static final String PREFIX = "hairspring-";
  private static final String SCHEMATA = "schemata";
  private static final String CACHE = "L3:";
  private static final int HEX = 16;

  private final boolean wanted;
  private final HostFiles files;
  private final ControlFiles changes;
  private final String group = ROOT + PREFIX + ProcessHandle.current().pid();
  private String before = "";

  /**
   * Over the files of a machine.
   *
   * @param wanted whether configuration wants it
   */
  public CacheAllocation(boolean wanted, HostFiles files, ControlFiles changes) {
    this.wanted = wanted;
    this.files = files;
    this.changes = changes;
  }

  /**
   * Gives it to lanes, in exchange for what it gave before.
   *
   * @param lanes their processors; none gives everything back
   * @return what could not be had, in a sentence; empty when nothing was lost or wanted
   */
  public String give(CpuSet lanes, Topology topology) {
    if (!wanted) {
      return "";
    }
    if (lanes.isEmpty()) {
      close();
      return "";
    }
    if (!files.exists(ROOT + "info/L3/cbm_mask")) {
      return "ways of the cache: the processor cannot divide it, or resctrl is not mounted"
          + " (mount -t resctrl resctrl /sys/fs/resctrl)";
    }
    try {
      return divide(lanes, topology);
    } catch (IOException e) {
      return "ways of the cache: " + e;
    }
  }

  private String divide(CpuSet lanes, Topology topology) throws IOException {
    long all = Long.parseLong(files.text(ROOT + "info/L3/cbm_mask").orElse("0"), HEX);
    int ways = Long.bitCount(all);
    long least = files.number(ROOT + "info/L3/min_cbm_bits").orElse(1);
    if (ways < 2 * least) {
      return "ways of the cache: it has only " + ways;
    }
    String whole = line(caches(topology), all, List.of(), all);
    long lower = (1L << (ways / 2)) - 1;
    List<Long> divided =
        lanes.toList().stream().flatMap(cpu -> cacheOf(cpu, topology).stream()).distinct().toList();
    if (divided.isEmpty()) {
      return "ways of the cache: the kernel does not tell which cache a lane has";
    }
    String divider = divider(whole);
    if (!divider.isEmpty()) {
      return "ways of the cache: process " + divider + " has divided it";
    }
    changes.makeDirectory(group);
    if (before.isEmpty()) {
      before = shares().orElse(whole);
    }
    // The lanes first: until then they would have the lower half with everybody else.
    changes.write(group + "/" + SCHEMATA, line(caches(topology), all & ~lower, divided, all));
    changes.write(group + "/cpus_list", lanes.toString());
    changes.write(ROOT + SCHEMATA, line(caches(topology), lower, divided, all));
    return "";
  }

  /** What everybody has of the last caches now. */
  private Optional<String> shares() {
    return files.lines(ROOT + SCHEMATA).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(CACHE))
        .findFirst();
  }

  /** Another living process that has divided the cache; takes back what dead ones left. */
  private String divider(String whole) throws IOException {
    boolean left = false;
    for (String name : files.children(ROOT)) {
      String pid = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
      if (pid.matches("[0-9]{1,10}") && !group.endsWith("/" + name)) {
        if (files.exists("proc/" + pid)) {
          return pid;
        }
        changes.removeDirectory(ROOT + name);
        left = true;
      }
    }
    if (left && before.isEmpty()) {
      // What was there before the dead one is not known; its half would be lost for good.
      before = whole;
    }
    return "";
  }

  /** The numbers of all last caches. */
  private List<Long> caches(Topology topology) {
    return topology.caches().stream()
        .filter(cache -> cache.level() == 3)
        .map(Cache::cpus)
        .flatMap(cpus -> number(cpus.first()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<Long> cacheOf(int cpu, Topology topology) {
    return topology
        .lastLevelCache(cpu)
        .filter(cache -> cache.level() == 3)
        .flatMap(cache -> number(cpu));
  }

  private Optional<Long> number(int cpu) {
    OptionalLong id = files.number("sys/devices/system/cpu/cpu" + cpu + "/cache/index3/id");
    return id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty();
  }

  /** As in {@code L3:0=ff0;1=fff}. */
  private static String line(List<Long> caches, long mask, List<Long> divided, long all) {
    List<String> shares = new ArrayList<>();
    for (long cache : caches) {
      shares.add(cache + "=" + Long.toHexString(divided.contains(cache) ? mask : all));
    }
    return CACHE + String.join(";", shares);
  }

  /** Gives everything back to everybody. */
  @Override
  public void close() {
    if (before.isEmpty()) {
      return;
    }
    try {
      changes.write(ROOT + SCHEMATA, before);
      changes.removeDirectory(group);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "the cache stays divided: {0} (rmdir /{1}; echo ''{2}'' > /{3})",
          e,
          group,
          before,
          ROOT + SCHEMATA);
    }
    before = "";
  }
}
