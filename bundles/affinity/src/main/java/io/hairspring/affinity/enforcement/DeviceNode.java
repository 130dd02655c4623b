package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The memory node of the network device near which lanes are wanted.
 *
 * @param node empty when it is not known, or does not matter
 * @param loss what lanes go without because it is not known; empty when nothing
 */
public record DeviceNode(OptionalInt node, String loss) {
  /** Where no device was named. */
  public static final DeviceNode NONE = new DeviceNode(OptionalInt.empty(), "");

  private static final String INTERFACES = "sys/class/net";

  /**
   * Looks it up.
   *
   * @param device name of the interface, empty when it does not matter
   */
  public static DeviceNode of(String device, HostFiles files) {
    if (device.isEmpty()) {
      return NONE;
    }
    String lost = "nearness to the network device: ";
    if (!files.exists(INTERFACES + "/" + device)) {
      return unknown(
          lost
              + "network.device = "
              + device
              + ": there is no such interface; known: "
              + String.join(", ", files.children(INTERFACES)));
    }
    OptionalLong node = files.number(INTERFACES + "/" + device + "/device/numa_node");
    if (node.isPresent() && node.getAsLong() >= 0) {
      return new DeviceNode(OptionalInt.of((int) node.getAsLong()), "");
    }
    // Where there is one node, everything is near.
    return new TopologyReader(files).read().nodes().size() == 1
        ? NONE
        : unknown(lost + "the kernel does not tell the memory node of " + device);
  }

  private static DeviceNode unknown(String loss) {
    return new DeviceNode(OptionalInt.empty(), loss);
  }

  /** The plan, with the loss noted for each lane that has a core. */
  PlacementPlan noted(PlacementPlan plan) {
    return loss.isEmpty()
        ? plan
        : new PlacementPlan(
            plan.decisions().stream().map(this::noted).toList(), plan.housekeeping(), plan.idle());
  }

  private PlacementDecision noted(PlacementDecision decision) {
    if (decision.role() != PlacementDecision.Role.LANE || decision.cores().isEmpty()) {
      return decision;
    }
    List<String> losses = new ArrayList<>(decision.givenUp());
    losses.add(loss);
    return new PlacementDecision(
        decision.thread(), decision.role(), decision.cores(), decision.reason(), losses);
  }
}
