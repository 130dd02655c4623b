package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.CacheAllocation;
import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.enforcement.DeviceNode;
import io.hairspring.affinity.enforcement.EnforcementMeans;
import io.hairspring.affinity.enforcement.RealTimeLanes;
import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.HostFiles;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of placement, from {@code etc/io.hairspring.affinity.cfg}.
 *
 * @param strict whether to refuse rather than to go on with something given up
 * @param realTime whether lanes are put under SCHED_FIFO
 * @param lockDirectory where cores are locked against other processes
 * @param recheckMillis how often threads are looked at again
 * @param device name of the network device, empty when it does not matter
 * @param divideCache whether lanes get ways of the last cache for themselves
 */
record PlacementSettings(
    boolean strict,
    RealTime realTime,
    Path lockDirectory,
    int recheckMillis,
    String device,
    boolean divideCache) {

  /** Whether lanes are put under SCHED_FIFO. */
  enum RealTime {
    /** Never. */
    OFF,
    /** When it can do no harm. */
    SAFE,
    /** Whenever the system lets it. */
    FORCED
  }

  private static final System.Logger LOG = System.getLogger(PlacementSettings.class.getName());
  private static final String FILE = "etc/io.hairspring.affinity.cfg";
  private static final int MOST_MILLIS = 3_600_000;
  private static final int LEAST_MILLIS = 10;
  private static final String DEFAULT_MILLIS = "1000";

  /** Those of an empty configuration. */
  static PlacementSettings defaults() {
    return from(Map.of());
  }

  /**
   * Reads the configuration; what it does not name has its default.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static PlacementSettings from(Map<String, ?> properties) {
    return new PlacementSettings(
        flag(properties, "strict"),
        realTime(text(properties, "lane.realtime", "off")),
        Path.of(
            text(
                properties,
                "lock.directory",
                Path.of(System.getProperty("java.io.tmpdir"), "hairspring-cores").toString())),
        millis(text(properties, "recheck.millis", DEFAULT_MILLIS)),
        device(text(properties, "network.device", "")),
        flag(properties, "cache.allocation"));
  }

  /** What lanes are kept in their places with by these settings; says which device is not found. */
  EnforcementMeans means(CoreLocks locks, ThreadCalls calls, HostFiles files) {
    DeviceNode node = DeviceNode.of(device, files);
    if (!node.loss().isEmpty()) {
      LOG.log(Level.WARNING, "lanes go without {0}", node.loss());
    }
    return new EnforcementMeans(
        locks,
        new RealTimeLanes(realTime != RealTime.OFF, realTime == RealTime.FORCED, calls, files),
        new CacheAllocation(divideCache, files, ControlFiles.running()),
        node);
  }

  private static boolean flag(Map<String, ?> properties, String key) {
    String value = text(properties, key, "false");
    if (!Set.of("true", "false").contains(value)) {
      throw wrong(key, value, "true or false");
    }
    return value.equals("true");
  }

  private static RealTime realTime(String value) {
    return switch (value) {
      case "off" -> RealTime.OFF;
      case "safe" -> RealTime.SAFE;
      case "forced" -> RealTime.FORCED;
      default -> throw wrong("lane.realtime", value, "off, safe or forced");
    };
  }

  private static int millis(String value) {
    String allowed = "a whole number from " + LEAST_MILLIS + " to " + MOST_MILLIS;
    if (!value.matches("[0-9]{1,7}")) {
      throw wrong("recheck.millis", value, allowed);
    }
    int millis = Integer.parseInt(value);
    if (millis < LEAST_MILLIS || millis > MOST_MILLIS) {
      throw wrong("recheck.millis", value, allowed);
    }
    return millis;
  }

  private static String device(String value) {
    if (!value.matches("[^/\\s]{0,15}")) {
      throw wrong("network.device", value, "the name of a network interface, as in ip link");
    }
    return value;
  }

  private static String text(Map<String, ?> properties, String key, String byDefault) {
    Object value = properties.get(key);
    return value == null || value.toString().isBlank() ? byDefault : value.toString().strip();
  }

  private static IllegalArgumentException wrong(String key, String value, String allowed) {
    return new IllegalArgumentException(FILE + ": " + key + " = " + value + ": must be " + allowed);
  }
}
