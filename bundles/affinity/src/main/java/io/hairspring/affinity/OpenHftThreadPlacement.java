package io.hairspring.affinity;

import io.hairspring.affinity.contention.ContentionWatch;
import io.hairspring.affinity.enforcement.CoreLocks;
import io.hairspring.affinity.enforcement.EnforcementMeans;
import io.hairspring.affinity.enforcement.Enforcer;
import io.hairspring.affinity.enforcement.Reservation;
import io.hairspring.affinity.os.LinuxThreadCalls;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.os.ThreadCalls;
import io.hairspring.affinity.planning.PlacementPlanner;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.Topology;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.CacheSample;
import io.hairspring.api.placement.ContentionSample;
import io.hairspring.api.placement.CoreReservation;
import io.hairspring.api.placement.Disturbance;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.placement.LaneVisits;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.NullAffinity;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Placement over OpenHFT Affinity, and over JNA for what that has no call for. Any thread may call
 * it, for itself; it makes system calls, so a lane calls it before its first cycle only.
 *
 * <p>It starts everywhere. Where something cannot be had it goes on without and says once what is
 * lost: where the native library cannot be used, the system refuses or no core is left, lanes run
 * unpinned. With {@code strict}, or a configuration that cannot be understood, it refuses instead.
 * A core that configuration names is given or refused, never exchanged. Changed configuration is
 * taken over while lanes run.
 */
@Component(
    immediate = true,
    configurationPid = "io.hairspring.affinity",
    service = {
      ThreadPlacement.class,
      HardwarePlacement.class,
      LaneContention.class,
      OpenHftThreadPlacement.class
    })
public final class OpenHftThreadPlacement
    implements ThreadPlacement, HardwarePlacement, LaneContention {
  private static final System.Logger LOG = System.getLogger(OpenHftThreadPlacement.class.getName());
  private static final long AGENT_TIMER_SLACK_NANOS = 1;
  private static final long BOUNDARY_NANOS = 1_000_000_000;

  private final String unusable;
  private final HostFiles files;
  private final ThreadCalls calls;
  private final Enforcer enforcer;
  private final PlacementGuard guard;
  private final ContentionWatch watch;
  private final Losses losses = new Losses();
  private final AgentHaste haste;
  private volatile ConfiguredPlacement configured;
  private volatile LaneVisits visits;
  private EnforcementMeans means;

  /** Reads the machine, and what the process may use of it now. Control thread. */
  @Activate
  public OpenHftThreadPlacement(BundleContext context, Map<String, Object> properties) {
    this(
        ConfiguredPlacement.of(properties, PlacementSettings.defaults()),
        whyUnusable(),
        HostFiles.running());
    // What a command writes to standard error is its own failures.
    losses.ofCommand(context.getProperty("hairspring.command") != null);
  }

  /** With the reason why the native library cannot be used; null when it can. */
  OpenHftThreadPlacement(ConfiguredPlacement configured, String unusable, HostFiles files) {
    this(configured, unusable, files, unusable == null ? new LinuxThreadCalls() : null);
  }

  OpenHftThreadPlacement(
      ConfiguredPlacement configured, String unusable, HostFiles files, ThreadCalls calls) {
    this.configured = configured;
    this.unusable = unusable;
    this.files = files;
    this.calls = calls;
    this.haste = new AgentHaste(calls);
    if (unusable == null) {
      means = means(new CoreLocks(configured.settings().lockDirectory()));
      enforcer = new Enforcer(files, calls, means, this::betweenCycles);
      guard = new PlacementGuard(enforcer, configured.settings().recheckMillis());
      watch = new ContentionWatch(files, enforcer);
    } else {
      enforcer = null;
      guard = null;
      watch = null;
      LOG.log(Level.WARNING, "threads cannot be pinned to cores: {0}", unusable);
    }
  }

  private EnforcementMeans means(CoreLocks locks) {
    return configured.settings().means(locks, calls, files);
  }

  /**
   * Takes other settings over, for the lanes that run too; strictness is for those that come. Wrong
   * ones change nothing but that no lane is pinned until they are mended.
   */
  @Modified
  synchronized void configure(Map<String, Object> properties) {
    PlacementSettings before = configured.settings();
    configured = ConfiguredPlacement.of(properties, before);
    PlacementSettings now = configured.settings();
    if (unusable != null || now.equals(before)) {
      return;
    }
    boolean sameLocks = now.lockDirectory().equals(before.lockDirectory());
    means = means(sameLocks ? means.locks() : new CoreLocks(now.lockDirectory()));
    enforcer.use(means);
    guard.every(now.recheckMillis());
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
   * @throws IllegalStateException when the operating system did not do as it was told, or threads
   *     cannot be pinned at all; only if configuration is strict or names the core
   */
  @Override
  public int pinCurrentThread(int core) {
    return pin(core, null);
  }

  /** Pins the calling thread; to the core that is kept for it in a reservation, if there is one. */
  int pin(int core, Reservation from) {
    configured.refuseIfWrong();
    boolean strict = configured.settings().strict();
    Thread thread = Thread.currentThread();
    try {
      if (unusable != null) {
        throw new IllegalStateException("threads cannot be pinned to cores: " + unusable);
      }
      int id = Affinity.getThreadId();
      PlacementDecision decision = guard.ask(() -> enforcer.pin(thread, id, core, from));
      readBack(thread, id, decision.cores().get(0));
      if (strict && !decision.givenUp().isEmpty()) {
        String without = Losses.strictly(decision);
        enforcer.letGo(thread, id, without);
        throw new IllegalArgumentException(without);
      }
      guard.ask(() -> losses.tell(decision, isAlone(decision)));
      return decision.cores().get(0);
    } catch (IllegalArgumentException | IllegalStateException e) {
      if (strict || core != ANY) {
        throw e;
      }
      LOG.log(Level.WARNING, "{0} is not pinned: {1}", thread.getName(), e.getMessage());
      return ANY;
    }
  }

  private boolean isAlone(PlacementDecision decision) {
    return !enforcer.current().housekeeping().contains(decision.cores().get(0));
  }

  /** As the thread itself sees it. */
  private void readBack(Thread thread, int id, int core) {
    CpuSet mask = calls.affinity(id);
    if (!mask.equals(CpuSet.of(core))) {
      String found = "asked for core " + core + ", but the thread may run on " + mask;
      enforcer.letGo(thread, id, found);
      throw new IllegalStateException(found);
    }
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
      haste.came(Thread.currentThread(), Affinity.getThreadId());
    }
  }

  @Override
  public void hurry(Thread agent) {
    haste.hurry(agent);
  }

  @Override
  public void relax(Thread agent) {
    haste.relax(agent);
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
            : new PlacementPlanner(machine()).plan(request, CpuSet.NONE);
    if (configured.settings().strict()) {
      for (PlacementDecision decision : plan.decisions()) {
        if (!decision.givenUp().isEmpty()) {
          throw new IllegalArgumentException(Losses.strictly(decision));
        }
      }
    }
    return plan;
  }

  @Override
  public CoreReservation reserve(PlacementRequest request) {
    if (unusable != null) {
      return new HeldCores(this, plan(request), null);
    }
    Reservation reservation = enforcer.reserve(request);
    return new HeldCores(this, reservation.plan(), reservation);
  }

  /** Keeps nothing of a reservation any longer. */
  void giveUp(Reservation reservation) {
    enforcer.giveUp(reservation);
  }

  /** The machine, with the mask that the process was started with. */
  Topology machine() {
    return unusable == null ? enforcer.machine() : new TopologyReader(files).read();
  }

  /** The cores that other processes hold at this moment. */
  CpuSet foreign() {
    return unusable == null ? enforcer.foreign() : CpuSet.NONE;
  }

  @Override
  public PlacementPlan current() {
    if (unusable == null) {
      return enforcer.current();
    }
    List<Integer> usable = machine().usable().toList();
    return new PlacementPlan(
        List.of(
            new PlacementDecision(
                "everything",
                PlacementDecision.Role.HOUSEKEEPING,
                usable,
                "left to the operating system",
                List.of("pinning: " + unusable))),
        usable,
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

  @Override
  public List<Disturbance> lately() {
    return unusable == null ? watch.lately() : List.of();
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
