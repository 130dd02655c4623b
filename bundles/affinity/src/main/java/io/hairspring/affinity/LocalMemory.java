package io.hairspring.affinity;

import io.hairspring.affinity.memory.MappedMemory;
import io.hairspring.affinity.memory.NodeMemory;
import io.hairspring.affinity.os.LinuxMemoryCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.NumaNode;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.PlacedMemory;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Memory of the machine on which this runs. Control thread. */
@Component(configurationPid = "io.hairspring.affinity")
public final class LocalMemory implements MemoryPlacement {
  private static final System.Logger LOG = System.getLogger(LocalMemory.class.getName());

  private final PlacementSettings settings;
  private final HostFiles files = HostFiles.running();
  private final Topology topology = new TopologyReader(files).read();

  /** Reads the machine. */
  @Activate
  public LocalMemory(Map<String, Object> properties) {
    settings = PlacementSettings.from(properties);
  }

  @Override
  public PlacedMemory allocate(String name, int bytes, int node) {
    MappedMemory memory;
    try {
      memory = new NodeMemory(new LinuxMemoryCalls(), topology, files).allocate(name, bytes, node);
    } catch (SystemCallException e) {
      throw new IllegalStateException(name + ": no memory: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new IllegalStateException(name + ": the system's calls cannot be used: " + e, e);
    }
    if (settings.strict() && !memory.givenUp().isEmpty()) {
      memory.close();
      throw new IllegalArgumentException(
          "strict: " + name + " would go without " + String.join("; ", memory.givenUp()));
    }
    memory.givenUp().forEach(loss -> LOG.log(Level.INFO, "{0} goes without {1}", name, loss));
    return memory;
  }

  @Override
  public int nodeOf(int core) {
    return topology.nodeOf(core).map(NumaNode::id).orElse(ANY_NODE);
  }
}
