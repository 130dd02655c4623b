package io.hairspring.shell;

import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.placement.MachineDoctor;
import io.hairspring.api.placement.MemoryPlacement;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The commands {@code hairspring:*} about the machine. They return data, for scripts to work on;
 * {@link HardwareTables} writes it for people. Shell threads.
 */
@Component(
    service = HardwareCommands.class,
    property = {
      "osgi.command.scope=hairspring",
      "osgi.command.function=placement",
      "osgi.command.function=doctor",
      "osgi.command.function=contention"
    })
public final class HardwareCommands {
  static final String NO_PLACEMENT =
      "no placement: the affinity bundle is not running; 'lb' shows its state";

  /** Comes and goes with the affinity bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile HardwarePlacement placement;

  /** Comes and goes with the affinity bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MemoryPlacement memory;

  /** Comes and goes with the affinity bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MachineDoctor doctor;

  /** Comes and goes with the affinity bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile LaneContention contention;

  /** Who takes the lanes' cores and caches. */
  @Descriptor("what has disturbed the lanes in the last seconds, and what was done about it")
  public Object contention() {
    LaneContention service = contention;
    return service == null ? NO_PLACEMENT : service.lately().toArray(new Disturbance[0]);
  }

  /** Where threads are. */
  @Descriptor(
      "where lanes, agents, memory and everything else are, why there, and what was given up")
  public Object placement() {
    HardwarePlacement service = placement;
    if (service == null) {
      return NO_PLACEMENT;
    }
    MemoryPlacement regions = memory;
    return regions == null ? service.current() : service.current().with(regions.regions());
  }

  /** What the machine is fit for. */
  @Descriptor("what is wrong with this machine, why it matters, and the command that mends it")
  public Object doctor() {
    MachineDoctor service = doctor;
    return service == null ? NO_PLACEMENT : service.examine().toArray(new Finding[0]);
  }
}
