package io.hairspring.affinity;

import io.hairspring.affinity.memory.LockTally;
import io.hairspring.affinity.memory.MappedMemory;
import io.hairspring.affinity.memory.NodeMemory;
import io.hairspring.affinity.os.LinuxMemoryCalls;
import io.hairspring.affinity.os.MemoryCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.MemoryReservation;
import io.hairspring.api.placement.PlacedMemory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/** Memory of the machine on which this runs. Control thread. */
@Component(configurationPid = "io.hairspring.affinity", service = MemoryPlacement.class)
public final class LocalMemory implements MemoryPlacement {
  private static final System.Logger LOG = System.getLogger(LocalMemory.class.getName());

  private final HostFiles files;
  private final Supplier<MemoryCalls> calls;
  private final Topology topology;
  private final LockTally tally;
  private final Set<CountedMemory> regions = ConcurrentHashMap.newKeySet();
  private volatile ConfiguredPlacement configured;

  /** Reads the machine. */
  @Activate
  public LocalMemory(Map<String, Object> properties) {
    this(
        ConfiguredPlacement.of(properties, PlacementSettings.defaults()),
        HostFiles.running(),
        LinuxMemoryCalls::new);
  }

  LocalMemory(ConfiguredPlacement configured, HostFiles files, Supplier<MemoryCalls> calls) {
    this.configured = configured;
    this.files = files;
    this.calls = calls;
    topology = new TopologyReader(files).read();
    tally = new LockTally(files);
  }

  /** Takes other settings over, for what is allocated from now on. */
  @Modified
  void configure(Map<String, Object> properties) {
    configured = ConfiguredPlacement.of(properties, configured.settings());
  }

  @Override
  public PlacedMemory allocate(String name, int bytes, int node) {
    return allocate(name, bytes, node, null);
  }

  private PlacedMemory allocate(String name, int bytes, int node, LockTally.Share share) {
    configured.refuseIfWrong();
    boolean strict = configured.settings().strict();
    tally.refuseWhatIsKept(name, bytes, share);
    MappedMemory memory;
    try {
      memory = new NodeMemory(calls.get(), topology, files).allocate(name, bytes, node);
    } catch (SystemCallException e) {
      throw none(strict, name + ": no memory: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw none(strict, name + ": the system's calls cannot be used: " + e, e);
    }
    if (strict && !memory.givenUp().isEmpty()) {
      memory.close();
      throw new IllegalArgumentException(
          "strict: " + name + " would go without " + String.join("; ", memory.givenUp()));
    }
    memory.givenUp().forEach(loss -> LOG.log(Level.INFO, "{0} goes without {1}", name, loss));
    tally.locked(memory.lockedBytes(), share);
    CountedMemory counted =
        new CountedMemory(
            memory,
            closed -> {
              tally.locked(-memory.lockedBytes(), share);
              regions.remove(closed);
            });
    regions.add(counted);
    return counted;
  }

  /** Whoever is not strict may go on with other memory. */
  private static RuntimeException none(boolean strict, String message, Throwable cause) {
    return strict
        ? new IllegalArgumentException("strict: " + message, cause)
        : new IllegalStateException(message, cause);
  }

  @Override
  public MemoryReservation reserve(String name, List<Integer> sizes) {
    LockTally.Share share = tally.keep(name, sizes);
    return new MemoryReservation() {
      @Override
      public PlacedMemory allocate(String region, int bytes, int node) {
        return LocalMemory.this.allocate(region, bytes, node, share);
      }

      @Override
      public void close() {
        tally.giveUp(share);
      }
    };
  }

  @Override
  public List<String> regions() {
    List<String> all = new ArrayList<>(tally.described());
    regions.stream().map(CountedMemory::sentence).sorted().forEach(all::add);
    return all;
  }

  @Override
  public int nodeOf(int core) {
    return topology.nodeOf(core).map(NumaNode::id).orElse(ANY_NODE);
  }
}
