package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Threads that exist only here and in a made-up {@code /proc/self/task}. */
public final class FakeThreads implements ThreadCalls {
  public final Map<Integer, CpuSet> masks = new TreeMap<>();
  final Set<Integer> realTime = new HashSet<>();
  public final List<String> changes = new ArrayList<>();
  boolean privileged = true;

  /** Whether no thread may be a real-time thread. */
  public boolean ordinaryOnly;

  /** Threads that may not be moved, and the system's words for it. */
  public final Map<Integer, SystemCallException> refusals = new TreeMap<>();

  CpuSet online = CpuSet.parseList("0-1023");
  private final Path root;

  /** Below the root of a made-up machine. */
  public FakeThreads(Path root) {
    this.root = root;
  }

  /** Adds one. */
  public FakeThreads with(int thread, CpuSet mask) throws IOException {
    Files.createDirectories(root.resolve("proc/self/task/" + thread));
    masks.put(thread, mask);
    return this;
  }

  FakeThreads named(int thread, String name) throws IOException {
    Files.writeString(root.resolve("proc/self/task/" + thread + "/comm"), name + "\n");
    return this;
  }

  @Override
  public CpuSet affinity(int thread) {
    if (!masks.containsKey(thread)) {
      throw new SystemCallException(
          "sched_getaffinity", SystemCallException.ESRCH, "No such process");
    }
    return masks.get(thread);
  }

  @Override
  public void setAffinity(int thread, CpuSet cpus) {
    if (refusals.containsKey(thread)) {
      throw refusals.get(thread);
    }
    if (!cpus.intersects(online)) {
      throw new SystemCallException("sched_setaffinity", 22, "Invalid argument");
    }
    changes.add(thread + " to " + cpus);
    masks.put(thread, cpus.and(online));
  }

  @Override
  public boolean realTime(int thread) {
    return realTime.contains(thread);
  }

  @Override
  public void setFirstInFirstOut(int thread, int priority) {
    if (ordinaryOnly) {
      throw new SystemCallException("sched_setscheduler", 1, "Operation not permitted");
    }
    changes.add(thread + " first in first out");
    realTime.add(thread);
  }

  @Override
  public void setOrdinary(int thread) {
    changes.add(thread + " ordinary");
    realTime.remove(thread);
  }

  @Override
  public void setNice(int thread, int nice) {
    if (!privileged) {
      throw new SystemCallException("setpriority", SystemCallException.EPERM, "Permission denied");
    }
    changes.add(thread + " nice " + nice);
  }

  @Override
  public void setTimerSlack(long nanos) {
    changes.add("slack " + nanos);
  }
}
