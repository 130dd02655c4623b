package io.hairspring.affinity;

import io.hairspring.affinity.contention.ContentionWatch;
import io.hairspring.affinity.enforcement.CacheAllocation;
import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.enforcement.Enforcer;
import io.hairspring.affinity.enforcement.RealTimeLanes;
import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.os.LinuxThreadCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.placement.LaneVisits;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.NullAffinity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Placement over OpenHFT Affinity, and over JNA for what that has no call for. Any thread may call
 * it, for itself; it makes system calls, so a lane calls it before its first cycle only.
 *
 * <p>It starts everywhere. Where something cannot be had it goes on without and says once what is
 * lost: where the native library cannot be used or no core is left, lanes run unpinned. With {@code
 * strict} it refuses instead. A core that configuration names is given or refused, never exchanged.
 */
@Component(
    immediate = true,
    configurationPid = "io.hairspring.affinity",
    service = {ThreadPlacement.class, HardwarePlacement.class, LaneContention.class})
public final class OpenHftThreadPlacement
    implements ThreadPlacement, HardwarePlacement, LaneContention {
  private static final System.Logger LOG = System.getLogger(OpenHftThreadPlacement.class.getName());
  private static final long AGENT_TIMER_SLACK_NANOS = 1;
  private static final long BOUNDARY_NANOS = 1_000_000_000;

  private final PlacementSettings settings;
  private final String unusable;
  private final HostFiles files;
  private final ThreadCalls calls;
  private final Enforcer enforcer;
  private final PlacementGuard guard;
  private final ContentionWatch watch;
  private volatile LaneVisits visits;

  /**
   * Reads the machine, and what the process may use of it now. Control thread.
   *
   * @throws IllegalArgumentException when the configuration is wrong, or strict and not to be met
   */
  @Activate
  public OpenHftThreadPlacement(Map<String, Object> properties) {
    this(settings(properties), whyUnusable(), HostFiles.running());
  }

  private static PlacementSettings settings(Map<String, Object> properties) {
    try {
      return PlacementSettings.from(properties);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, e.getMessage());
      throw e;
    }
  }

  /** With the reason why the native library cannot be used; null when it can. */
  OpenHftThreadPlacement(PlacementSettings settings, String unusable, HostFiles files) {
    this.settings = settings;
    this.unusable = unusable;
    this.files = files;
    if (unusable == null) {
      calls = new LinuxThreadCalls();
      enforcer =
          new Enforcer(
              files,
              calls,
              new CoreLocks(settings.lockDirectory()),
              realTime(settings, calls, files),
              new CacheAllocation(settings.divideCache(), files, ControlFiles.running()),
              this::betweenCycles,
              deviceNode(settings.device(), files));
      guard = new PlacementGuard(enforcer, settings.recheckMillis());
      watch = new ContentionWatch(files, enforcer);
    } else {
      calls = null;
      enforcer = null;
      guard = null;
      watch = null;
      giveUp("threads cannot be pinned to cores: " + unusable);
    }
  }

  /** Who runs lanes, when there is somebody. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVisits(LaneVisits service) {
    visits = service;
  }

  void unbindVisits(LaneVisits service) {
    if (visits == service) {
      visits = null;
    }
  }

  private boolean betweenCycles(String lane, Runnable work) {
    LaneVisits now = visits;
    return now != null && now.betweenCycles(lane, work, BOUNDARY_NANOS);
  }

  private static RealTimeLanes realTime(
      PlacementSettings settings, ThreadCalls calls, HostFiles files) {
    return new RealTimeLanes(
        settings.realTime() != PlacementSettings.RealTime.OFF,
        settings.realTime() == PlacementSettings.RealTime.FORCED,
        calls,
        files);
  }

  /** Lets all threads go, and stops looking after them. */
  @Deactivate
  void close() {
    if (guard != null) {
      guard.close();
      watch.close();
      enforcer.close();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the operating system did not do as it was told, or when
   *     configuration is strict and threads cannot be pinned
   */
  @Override
  public int pinCurrentThread(int core) {
    if (unusable != null) {
      if (settings.strict() || core != ANY) {
        throw new IllegalStateException("threads cannot be pinned to cores: " + unusable);
      }
      return ANY;
    }
    Thread thread = Thread.currentThread();
    int id = Affinity.getThreadId();
    PlacementDecision decision;
    try {
      decision = guard.ask(() -> enforcer.pin(thread, id, core));
    } catch (IllegalArgumentException e) {
      if (settings.strict() || core != ANY) {
        throw e;
      }
      LOG.log(Level.WARNING, "{0} is not pinned: {1}", thread.getName(), e.getMessage());
      return ANY;
    }
    if (settings.strict() && !decision.givenUp().isEmpty()) {
      confineCurrentThread();
      throw new IllegalArgumentException(withoutWhat(decision));
    }
    guard.ask(() -> tell(decision));
    return readBack(decision.cores().get(0));
  }

  /** As the thread itself sees it. */
  private static int readBack(int core) {
    BitSet mask = Affinity.getAffinity();
    if (mask.cardinality() != 1 || !mask.get(core)) {
      throw new IllegalStateException(
          "asked for core " + core + ", but the thread may run on " + CpuSet.of(mask));
    }
    return core;
  }

  /** Loud where the lane is not alone; else the shell and the doctor tell when they are asked. */
  private PlacementDecision tell(PlacementDecision decision) {
    boolean alone = !enforcer.current().housekeeping().contains(decision.cores().get(0));
    for (String loss : decision.givenUp()) {
      LOG.log(alone ? Level.INFO : Level.WARNING, "{0} goes without {1}", decision.thread(), loss);
    }
    return decision;
  }

  private static String withoutWhat(PlacementDecision decision) {
    return "strict: "
        + decision.thread()
        + " would go without "
        + String.join("; ", decision.givenUp());
  }

  /**
   * Keeps the calling thread on the housekeeping cores; on all that the process may use, while no
   * lane is pinned. A thread that was pinned gives its core back. Timed waits of the thread end as
   * exactly as the kernel can.
   */
  @Override
  public void confineCurrentThread() {
    if (unusable == null) {
      enforcer.confine(Thread.currentThread(), Affinity.getThreadId());
      endWaitsExactly();
    }
  }

  @Override
  public void placeCurrentAgent(String name) {
    if (unusable == null) {
      enforcer.confine(Thread.currentThread(), Affinity.getThreadId(), name);
      endWaitsExactly();
    }
  }

  private void endWaitsExactly() {
    try {
      calls.setTimerSlack(AGENT_TIMER_SLACK_NANOS);
    } catch (SystemCallException e) {
      LOG.log(Level.INFO, "timed waits keep the kernel's slack: {0}", e.getMessage());
    }
  }

  @Override
  public PlacementPlan plan(PlacementRequest request) {
    PlacementPlan plan =
        unusable == null
            ? enforcer.plan(request)
            : new PlacementPlanner(new TopologyReader(files).read()).plan(request, CpuSet.NONE);
    if (settings.strict()) {
      for (PlacementDecision decision : plan.decisions()) {
        if (!decision.givenUp().isEmpty()) {
          throw new IllegalArgumentException(withoutWhat(decision));
        }
      }
    }
    return plan;
  }

  @Override
  public PlacementPlan reserve(PlacementRequest request) {
    return unusable == null ? enforcer.reserve(request) : plan(request);
  }

  @Override
  public PlacementPlan current() {
    if (unusable == null) {
      return enforcer.current();
    }
    CpuSet usable = new TopologyReader(files).read().usable();
    return new PlacementPlan(
        List.of(
            new PlacementDecision(
                "everything",
                PlacementDecision.Role.HOUSEKEEPING,
                usable.toList(),
                "left to the operating system",
                List.of("pinning: " + unusable))),
        usable.toList(),
        List.of());
  }

  @Override
  public List<ContentionSample> sample() {
    return unusable == null ? watch.sample() : List.of();
  }

  @Override
  public List<CacheSample> caches() {
    return unusable == null ? watch.caches() : List.of();
  }

  @Override
  public List<Disturbance> disturbances(double stepInflation) {
    return unusable == null ? watch.disturbances(stepInflation) : List.of();
  }

  private void giveUp(String what) {
    if (settings.strict()) {
      throw new IllegalArgumentException("strict: " + what);
    }
    LOG.log(Level.WARNING, what);
  }

  private static OptionalInt deviceNode(String device, HostFiles files) {
    if (device.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalLong node = files.number("sys/class/net/" + device + "/device/numa_node");
    if (node.isEmpty() && !files.exists("sys/class/net/" + device)) {
      LOG.log(
          Level.WARNING,
          "network.device = {0}: there is no such interface; known: {1}",
          device,
          String.join(", ", files.children("sys/class/net")));
    }
    // -1 is the kernel's word for a device that is near to all.
    return node.isPresent() && node.getAsLong() >= 0
        ? OptionalInt.of((int) node.getAsLong())
        : OptionalInt.empty();
  }

  private static String whyUnusable() {
    try {
      return Affinity.getAffinityImpl() instanceof NullAffinity
          ? "OpenHFT Affinity has no native call for this operating system, or JNA is missing"
          : null;
    } catch (LinkageError e) {
      return "OpenHFT Affinity does not load: " + e;
    }
  }
}
