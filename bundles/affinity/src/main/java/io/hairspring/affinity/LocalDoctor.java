package io.hairspring.affinity;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import io.hairspring.affinity.doctor.Doctor;
import io.hairspring.affinity.doctor.Machine;
import io.hairspring.affinity.doctor.Noise;
import io.hairspring.affinity.doctor.NoiseProbe;
import io.hairspring.affinity.os.LinuxThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.MachineDoctor;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Examines the machine on which it runs. Shell threads. */
@Component(configurationPid = "io.hairspring.affinity")
public final class LocalDoctor implements MachineDoctor {
  private static final long NOISE_NANOS = 100_000_000;
  private static final List<String> FLAGS =
      List.of(
          "InitialHeapSize",
          "MaxHeapSize",
          "AlwaysPreTouch",
          "GuaranteedSafepointInterval",
          "UsePerfData");

  private final OpenHftThreadPlacement placement;
  private volatile ConfiguredPlacement configured;

  /** Knows what is configured and where lanes are. */
  @Activate
  public LocalDoctor(Map<String, Object> properties, @Reference OpenHftThreadPlacement placement) {
    this.placement = placement;
    configured = ConfiguredPlacement.of(properties, PlacementSettings.defaults());
  }

  /** Takes other settings over. */
  @Modified
  void configure(Map<String, Object> properties) {
    configured = ConfiguredPlacement.of(properties, configured.settings());
  }

  @Override
  public List<Finding> examine() {
    HostFiles files = HostFiles.running();
    PlacementPlan current = placement.current();
    CpuSet running = lanes(current);
    PlacementPlan plan = running.isEmpty() ? firstLane(current) : current;
    List<Finding> findings = new ArrayList<>(configuration());
    findings.addAll(
        Doctor.examine(
            new Machine(
                files,
                // Not what the kernel says now: this thread and its process are confined by us.
                placement.machine(),
                lanes(plan),
                plan,
                configured.settings().realTime() != PlacementSettings.RealTime.OFF,
                flags(),
                noise(running.or(placement.foreign())))));
    return findings;
  }

  private List<Finding> configuration() {
    String wrong = configured.wrong();
    return wrong.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "configuration", Grade.POOR, wrong, "no lane is pinned until it is mended", ""));
  }

  /** Without lanes: where the first one would go. Strict configuration has its say elsewhere. */
  private PlacementPlan firstLane(PlacementPlan otherwise) {
    try {
      return placement.plan(
          new PlacementRequest(
              List.of(LaneRequest.any("first lane")), List.of(), OptionalInt.empty()));
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  private static CpuSet lanes(PlacementPlan plan) {
    return CpuSet.of(
        plan.decisions().stream()
            .filter(decision -> decision.role() == PlacementDecision.Role.LANE)
            .flatMap(decision -> decision.cores().stream())
            .toList());
  }

  private static IntFunction<Noise> noise(CpuSet lanes) {
    try {
      NoiseProbe probe = new NoiseProbe(new LinuxThreadCalls(), NOISE_NANOS);
      return core -> lanes.contains(core) ? Noise.NONE : probe.apply(core);
    } catch (LinkageError e) {
      return core -> Noise.NONE;
    }
  }

  private static Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return flags;
    }
    for (String name : FLAGS) {
      try {
        VMOption option = machine.getVMOption(name);
        flags.put(name, option.getValue());
      } catch (IllegalArgumentException e) {
        // Not in this version: the check says that it is not told.
        flags.remove(name);
      }
    }
    return flags;
  }
}
