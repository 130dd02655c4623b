package io.hairspring.affinity.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine that does not exist, file by file. */
public final class FakeHost {
  private static final String CPUS = "sys/devices/system/cpu/";

  private final Path root;

  /** Below an empty directory. */
  public FakeHost(Path root) {
    this.root = root;
  }

  /** Writes a file with its directories. */
  public FakeHost with(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds cores of one thread each, on one package and under one third-level cache. */
  public FakeHost withCores(int count) {
    for (int cpu = 0; cpu < count; cpu++) {
      withThread(cpu, cpu, Integer.toString(cpu), "0-" + (count - 1));
    }
    return with(CPUS + "online", "0-" + (count - 1));
  }

  /** Adds a processor: its core, that core's processors, and those that share its last cache. */
  public FakeHost withThread(int cpu, int core, String threads, String lastCache) {
    String directory = CPUS + "cpu" + cpu + "/";
    return with(directory + "topology/physical_package_id", "0")
        .with(directory + "topology/core_id", Integer.toString(core))
        .with(directory + "topology/thread_siblings", CpuSet.parseList(threads).toMask())
        .with(directory + "cache/index3/level", "3")
        .with(directory + "cache/index3/type", "Unified")
        .with(directory + "cache/index3/size", "32768K")
        .with(directory + "cache/index3/shared_cpu_map", CpuSet.parseList(lastCache).toMask());
  }

  /** Adds a memory node. */
  public FakeHost withNode(int node, String cpus, String distances) {
    String directory = "sys/devices/system/node/node" + node + "/";
    return with(directory + "cpulist", cpus).with(directory + "distance", distances);
  }

  /** Sets the processors of the process's own mask. */
  public FakeHost withAffinity(String cpus) {
    return with("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t" + cpus);
  }

  /** Sets the isolated processors. */
  public FakeHost withIsolated(String cpus) {
    return with(CPUS + "isolated", cpus);
  }

  /** Its files. */
  public HostFiles files() {
    return new HostFiles(root);
  }

  /** What is read of it now. */
  public Topology read() {
    return new TopologyReader(files()).read();
  }
}
