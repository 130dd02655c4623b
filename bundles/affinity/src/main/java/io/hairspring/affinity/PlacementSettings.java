package io.hairspring.affinity;

import io.hairspring.affinity.enforcement.CacheAllocation;
import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.enforcement.DeviceNode;
import io.hairspring.affinity.enforcement.EnforcementMeans;
import io.hairspring.affinity.enforcement.RealTimeLanes;
import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.config.Configuration;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;

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

  /** The PID, and the name of the file in {@code etc}. */
  static final String PID = "io.hairspring.affinity";

  private static final System.Logger LOG = System.getLogger(PlacementSettings.class.getName());
  private static final int MOST_MILLIS = 3_600_000;
  private static final int LEAST_MILLIS = 10;
  private static final int DEFAULT_MILLIS = 1_000;

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
    return from(Configuration.of(PID, properties));
  }

  /**
   * Likewise.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static PlacementSettings from(Configuration configuration) {
    return new PlacementSettings(
        configuration.flag("strict", false),
        configuration.choice("lane.realtime", RealTime.OFF),
        configuration.path(
            "lock.directory", Path.of(System.getProperty("java.io.tmpdir"), "hairspring-cores")),
        configuration.number("recheck.millis", DEFAULT_MILLIS, LEAST_MILLIS, MOST_MILLIS),
        device(configuration),
        configuration.flag("cache.allocation", false));
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

  private static String device(Configuration configuration) {
    String key = "network.device";
    String value = configuration.text(key, "");
    if (!value.matches("[^/\\s]{0,15}")) {
      throw configuration.wrong(key, "the name of a network interface, as in ip link");
    }
    return value;
  }
}
