package io.hairspring.affinity.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.affinity.os.ControlFiles;
import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.FakeHost;
import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.LaneRequest;
import io.hairspring.api.placement.PlacementDecision;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On machines that do not exist, with threads that do not. */
class EnforcerTest {
  private static final int LANE = 11;
  private static final int OTHER = 10;

  @TempDir Path root;
  private final Thread lane = new Thread(() -> {}, "lane-0");
  private FakeHost host;
  private FakeThreads threads;
  private LaneBoundary boundary = LaneBoundary.NONE;

  @BeforeEach
  void fourCores() throws IOException {
    host = new FakeHost(root).withCores(4).withAffinity("0-3");
    threads =
        new FakeThreads(root)
            .with(OTHER, CpuSet.parseList("0-3"))
            .with(LANE, CpuSet.parseList("0-3"));
  }

  private Enforcer enforcer() {
    return enforcer(false, false);
  }

  private Enforcer enforcer(boolean realTime, boolean forced) {
    return new Enforcer(
        host.files(),
        threads,
        means(realTime, forced, new CoreLocks(root.resolve("locks"))),
        boundary);
  }

  private EnforcementMeans means(boolean realTime, boolean forced, CoreLocks locks) {
    return new EnforcementMeans(
        locks,
        new RealTimeLanes(realTime, forced, threads, host.files()),
        new CacheAllocation(false, host.files(), ControlFiles.running()),
        DeviceNode.NONE);
  }

  @Test
  void shouldPinTheLaneAndConfineEveryOtherThread() {
    Enforcer enforcer = enforcer();

    assertEquals(List.of(3), enforcer.pin(lane, LANE, ThreadPlacement.ANY, null).cores());

    assertEquals(CpuSet.of(3), threads.masks.get(LANE));
    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));
  }

  @Test
  void shouldTellWhereEverythingIs() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, ThreadPlacement.ANY, null);

    PlacementPlan current = enforcer.current();

    PlacementDecision decision = current.of("lane-0").orElseThrow();
    assertTrue(decision.reason().endsWith("read back"), decision.reason());
    assertEquals(List.of(0, 1, 2), current.housekeeping());
    String rest = current.of("everything else").orElseThrow().reason();
    assertTrue(rest.endsWith("1 threads confined"), rest);
  }

  @Test
  void shouldRefuseTheCoreOfAnotherLaneAndNameIt() throws IOException {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 2, null);
    threads.with(12, CpuSet.parseList("0-3"));

    assertEquals(
        "core 2 is taken by thread lane-0: free 0-1,3",
        assertThrows(
                IllegalArgumentException.class,
                () -> enforcer.pin(new Thread(() -> {}, "lane-1"), 12, 2, null))
            .getMessage());
  }

  @Test
  void shouldGiveTheOldCoreBackWhenALaneMoves() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 2, null);

    enforcer.pin(lane, LANE, 3, null);

    assertEquals(List.of(0, 1, 2), enforcer.current().housekeeping());
  }

  @Test
  void shouldKeepTheOldCoreWhenTheNewOneIsRefused() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 2, null);

    assertThrows(IllegalArgumentException.class, () -> enforcer.pin(lane, LANE, 9, null));

    assertEquals(List.of(0, 1, 3), enforcer.current().housekeeping());
  }

  @Test
  void shouldGiveTheCoreBackWhenTheLaneHasEnded() throws InterruptedException {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 2, null);
    lane.start();
    lane.join();

    enforcer.check();

    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(OTHER));
  }

  @Test
  void shouldPutALaneBackThatWasMovedFromOutside() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 2, null);
    threads.masks.put(LANE, CpuSet.parseList("0-3"));

    enforcer.check();

    assertEquals(CpuSet.of(2), threads.masks.get(LANE));
  }

  @Test
  void shouldMoveALaneWhoseCoreWentOffline() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    // The kernel lets a thread loose when its last core goes.
    host.with("sys/devices/system/cpu/online", "0-2");
    threads.online = CpuSet.parseList("0-2");
    threads.masks.put(LANE, CpuSet.parseList("0-2"));

    enforcer.check();

    assertEquals(CpuSet.of(2), threads.masks.get(LANE));
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(OTHER));
    String loss = enforcer.current().of("lane-0").orElseThrow().givenUp().toString();
    assertTrue(loss.contains("core 3: it went offline"), loss);
  }

  @Test
  void shouldBringALaneBackThatSharesACoreSinceItsOwnWentOfflineWhenThatIsThereAgain() {
    Enforcer enforcer = enforcer();
    Reservation reservation = enforcer.reserve(request(LaneRequest.any("lane-0")));
    enforcer.pin(lane, LANE, ThreadPlacement.ANY, reservation);
    host.with("sys/devices/system/cpu/online", "0");
    threads.online = CpuSet.of(0);
    threads.masks.put(LANE, CpuSet.of(0));
    threads.masks.put(OTHER, CpuSet.of(0));
    enforcer.check();
    assertEquals(List.of(0), enforcer.current().of("lane-0").orElseThrow().cores());
    enforcer.check();
    assertEquals(List.of(0), enforcer.current().of("lane-0").orElseThrow().cores());

    host.with("sys/devices/system/cpu/online", "0-3");
    threads.online = CpuSet.parseList("0-3");
    enforcer.check();

    assertEquals(CpuSet.of(3), threads.masks.get(LANE));
    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));
    PlacementDecision decision = enforcer.current().of("lane-0").orElseThrow();
    assertTrue(decision.givenUp().contains("core 0: it was shared until another came"));
    threads.changes.clear();
    enforcer.check();
    assertEquals(List.of(), threads.changes);
  }

  @Test
  void shouldMoveALaneWhoseCoreWentOfflineBetweenTwoOfItsCycles() {
    List<String> asked = new ArrayList<>();
    boundary =
        (thread, work) -> {
          asked.add(thread);
          work.run();
          return true;
        };
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    host.with("sys/devices/system/cpu/online", "0-2");
    threads.online = CpuSet.parseList("0-2");
    threads.masks.put(LANE, CpuSet.parseList("0-2"));

    enforcer.check();

    assertEquals(List.of("lane-0"), asked);
    assertEquals(CpuSet.of(2), threads.masks.get(LANE));
    String reason = enforcer.current().of("lane-0").orElseThrow().reason();
    assertTrue(reason.contains("moved between two cycles"), reason);
  }

  @Test
  void shouldMoveEverythingElseAwayFromALanesCacheWhenAsked() {
    for (int cpu = 0; cpu < 4; cpu++) {
      host.withThread(cpu, cpu, Integer.toString(cpu), cpu < 2 ? "0-1" : "2-3");
    }
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));

    assertTrue(enforcer.clearCache(3));

    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(OTHER));
    PlacementDecision rest = enforcer.current().of("everything else").orElseThrow();
    assertEquals(List.of(0, 1), rest.cores());
    assertTrue(rest.reason().contains("away from the contended cache of 2-3"), rest::reason);
  }

  @Test
  void shouldMoveNothingWhenEveryCoreSharesTheLanesCache() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);

    assertFalse(enforcer.clearCache(3));

    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));
  }

  private Enforcer twoNodes() throws IOException {
    host.withNode(0, "0-1", "10 20").withNode(1, "2-3", "20 10");
    threads.with(12, CpuSet.parseList("0-3"));
    return enforcer();
  }

  @Test
  void shouldPlaceAnAgentOnTheNodeOfTheLaneThatItServesAndTellWhy() throws IOException {
    Enforcer enforcer = twoNodes();
    Thread agent = new Thread(() -> {}, "feed");
    Reservation reservation =
        enforcer.reserve(
            new PlacementRequest(
                List.of(LaneRequest.any("lane-0")),
                List.of(new AgentRequest("feed agent", "lane-0")),
                OptionalInt.empty()));
    enforcer.pin(lane, LANE, ThreadPlacement.ANY, reservation);
    threads.changes.clear();

    enforcer.confine(agent, 12, "feed agent");

    assertEquals(List.of("12 to 2"), threads.changes);
    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));
    PlacementDecision decision = enforcer.current().of("feed agent").orElseThrow();
    assertEquals(PlacementDecision.Role.AGENT, decision.role());
    assertEquals(List.of(2), decision.cores());
    assertEquals("housekeeping cores on node 1 of lane-0", decision.reason());
  }

  @Test
  void shouldMoveAnAgentWhenALaneTakesTheLastCoreOfItsNodeAndBackAfterwards() throws Exception {
    Enforcer enforcer = twoNodes();
    enforcer.reserve(
        new PlacementRequest(
            List.of(), List.of(new AgentRequest("feed agent", "lane-0")), OptionalInt.empty()));
    enforcer.pin(lane, LANE, 3, null);
    enforcer.confine(new Thread(() -> {}, "feed"), 12, "feed agent");
    Thread second = new Thread(() -> {}, "lane-1");
    threads.with(13, CpuSet.parseList("0-3"));

    enforcer.pin(second, 13, 2, null);
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(12));
    assertEquals(
        "[nearness: no housekeeping core is on node 1 of lane-0]",
        enforcer.current().of("feed agent").orElseThrow().givenUp().toString());

    second.start();
    second.join();
    enforcer.check();
    assertEquals(CpuSet.of(2), threads.masks.get(12));
  }

  @Test
  void shouldForgetAnAgentThatHasEndedAndPutOneAnywhereOfWhichNothingIsKnown() throws Exception {
    Enforcer enforcer = twoNodes();
    enforcer.pin(lane, LANE, 3, null);
    Thread agent = new Thread(() -> {}, "feed");
    enforcer.confine(agent, 12, "some agent");
    assertEquals(List.of(0, 1, 2), enforcer.current().of("some agent").orElseThrow().cores());

    agent.start();
    agent.join();

    assertTrue(enforcer.current().of("some agent").isEmpty());
  }

  private static PlacementRequest request(LaneRequest... lanes) {
    return new PlacementRequest(List.of(lanes), List.of(), OptionalInt.empty());
  }

  @Test
  void shouldKeepAReservedCoreForWhoeverReservedItAndRefuseItToOthersWithTheReason()
      throws IOException {
    Enforcer enforcer = enforcer();
    Reservation reservation = enforcer.reserve(request(LaneRequest.any("lane-0")));
    assertEquals(List.of(3), reservation.plan().of("lane-0").orElseThrow().cores());
    Thread plugIn = new Thread(() -> {}, "lane-0");
    threads.with(12, CpuSet.parseList("0-3"));

    assertEquals(
        "core 3 is reserved for lane-0: free 0-2",
        assertThrows(IllegalArgumentException.class, () -> enforcer.pin(plugIn, 12, 3, null))
            .getMessage(),
        "that it has the name of a lane does not help it");
    assertEquals(List.of(2), enforcer.pin(plugIn, 12, ThreadPlacement.ANY, null).cores());
    assertEquals(List.of(3), enforcer.pin(lane, LANE, ThreadPlacement.ANY, reservation).cores());
  }

  @Test
  void shouldKeepAReservedCoreWhenItsLaneHasEndedUntilTheReservationIsGivenUp() throws Exception {
    Enforcer enforcer = enforcer();
    Reservation reservation = enforcer.reserve(request(LaneRequest.any("lane-0")));
    enforcer.pin(lane, LANE, ThreadPlacement.ANY, reservation);
    lane.start();
    lane.join();
    enforcer.check();
    Thread plugIn = new Thread(() -> {}, "plug-in");
    threads.with(12, CpuSet.parseList("0-3"));

    assertThrows(IllegalArgumentException.class, () -> enforcer.pin(plugIn, 12, 3, null));
    PlacementDecision waiting = enforcer.current().of("lane-0").orElseThrow();
    assertEquals(List.of(3), waiting.cores());
    assertTrue(waiting.reason().startsWith("reserved, the lane does not run"), waiting::reason);

    enforcer.giveUp(reservation);
    assertEquals(List.of(3), enforcer.pin(plugIn, 12, 3, null).cores());
  }

  @Test
  void shouldNotGiveUpTheReservationOfAnotherWhenItReserves() throws IOException {
    Enforcer enforcer = enforcer();
    enforcer.reserve(request(LaneRequest.any("lane-0")));
    Reservation other = enforcer.reserve(request(LaneRequest.any("lane-0")));
    enforcer.giveUp(other);
    threads.with(12, CpuSet.parseList("0-3"));

    assertThrows(
        IllegalArgumentException.class,
        () -> enforcer.pin(new Thread(() -> {}, "plug-in"), 12, 3, null));
  }

  @Test
  void shouldSayForWhomTheLastCoreIsReserved() throws IOException {
    host.withAffinity("2-3");
    Enforcer enforcer = enforcer();
    enforcer.reserve(request(LaneRequest.any("lane-0")));
    threads.with(12, CpuSet.parseList("2-3"));

    String reason =
        assertThrows(
                IllegalArgumentException.class,
                () -> enforcer.pin(new Thread(() -> {}, "plug-in"), 12, ThreadPlacement.ANY, null))
            .getMessage();

    assertTrue(reason.contains("core 3 is reserved for lane-0"), reason);
  }

  @Test
  void shouldGiveUpWhatWasReservedAndNotTaken() throws IOException {
    Enforcer enforcer = enforcer();
    enforcer.giveUp(enforcer.reserve(request(LaneRequest.any("lane-0"))));
    threads.with(12, CpuSet.parseList("0-3"));

    assertEquals(List.of(3), enforcer.pin(new Thread(() -> {}, "plug-in"), 12, 3, null).cores());
  }

  @Test
  void shouldPlanReservationsAroundTheCoresOfOtherProcesses() {
    CoreLocks others = new CoreLocks(root.resolve("locks"));
    assertEquals("", others.lock(3));
    Enforcer enforcer = enforcer();

    assertEquals(
        List.of(2),
        enforcer
            .reserve(request(LaneRequest.any("lane-0")))
            .plan()
            .of("lane-0")
            .orElseThrow()
            .cores());
    others.close();
  }

  @Test
  void shouldKeepLanesThatExchangeDataUnderOneCacheWhenTheyAreReservedTogether() {
    for (int cpu = 0; cpu < 4; cpu++) {
      host.withThread(cpu, cpu, Integer.toString(cpu), cpu < 2 ? "0-1" : "2-3");
    }
    Enforcer enforcer = enforcer();

    PlacementPlan plan =
        enforcer
            .reserve(
                request(
                    LaneRequest.any("lane-0"),
                    new LaneRequest("lane-1", ThreadPlacement.ANY, Set.of("lane-0"))))
            .plan();

    assertEquals(
        CpuSet.parseList("2-3"),
        CpuSet.of(plan.of("lane-0").orElseThrow().cores())
            .or(CpuSet.of(plan.of("lane-1").orElseThrow().cores())));
  }

  @Test
  void shouldSayOfAThreadThatAskedForACoreWhyItHasNone() {
    Enforcer enforcer = enforcer();
    assertThrows(IllegalArgumentException.class, () -> enforcer.pin(lane, LANE, 9, null));

    PlacementDecision decision = enforcer.current().of("lane-0").orElseThrow();
    assertEquals(List.of(), decision.cores());
    assertTrue(decision.reason().startsWith("not pinned: lane-0: core 9"), decision::reason);

    enforcer.pin(lane, LANE, 3, null);
    assertEquals(
        List.of("lane-0", "everything else"),
        enforcer.current().decisions().stream().map(PlacementDecision::thread).toList());
  }

  @Test
  void shouldLeaveALaneUnpinnedWhenTheSystemRefusesToPinIt() {
    threads.refusals.put(
        LANE, new SystemCallException("sched_setaffinity", 1, "Operation not permitted"));
    Enforcer enforcer = enforcer();

    assertEquals(
        "cannot pin to core 3: sched_setaffinity: Operation not permitted",
        assertThrows(IllegalStateException.class, () -> enforcer.pin(lane, LANE, 3, null))
            .getMessage());

    assertEquals(List.of(), List.copyOf(enforcer.lanes()));
    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(OTHER));
  }

  @Test
  void shouldLeaveALaneUnpinnedWhenTheSystemRefusesToMoveEverythingElseAway() {
    threads.refusals.put(
        OTHER, new SystemCallException("sched_setaffinity", 1, "Operation not permitted"));
    Enforcer enforcer = enforcer();

    assertThrows(IllegalStateException.class, () -> enforcer.pin(lane, LANE, 3, null));

    assertEquals(List.of(), List.copyOf(enforcer.lanes()));
    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(LANE));
    String why = enforcer.current().of("lane-0").orElseThrow().reason();
    assertEquals("not pinned: sched_setaffinity: Operation not permitted", why);
  }

  @Test
  void shouldLookAfterTheOtherLanesWhenOneCannotBePutBack() throws IOException {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    threads.with(12, CpuSet.parseList("0-3"));
    enforcer.pin(new Thread(() -> {}, "lane-1"), 12, 2, null);
    threads.masks.put(LANE, CpuSet.parseList("0-3"));
    threads.masks.put(12, CpuSet.parseList("0-3"));
    threads.masks.put(OTHER, CpuSet.parseList("0-3"));
    threads.refusals.put(
        LANE, new SystemCallException("sched_setaffinity", 1, "Operation not permitted"));

    assertThrows(IllegalStateException.class, enforcer::check);

    assertEquals(CpuSet.of(2), threads.masks.get(12));
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(OTHER));
  }

  @Test
  void shouldKeepEverythingOffTheLanesOfOtherProcesses() {
    Enforcer enforcer = enforcer();
    CoreLocks others = new CoreLocks(root.resolve("locks"));
    assertEquals("", others.lock(2));

    enforcer.check();
    assertEquals(CpuSet.parseList("0-1,3"), threads.masks.get(OTHER));

    enforcer.pin(lane, LANE, 3, null);
    enforcer.check();
    assertEquals(CpuSet.parseList("0-1"), threads.masks.get(OTHER));

    others.close();
    enforcer.check();
    assertEquals(CpuSet.parseList("0-2"), threads.masks.get(OTHER));
  }

  @Test
  void shouldLockTheSiblingsOfALanesCoreToo() {
    host.withThread(2, 2, "2-3", "0-3").withThread(3, 2, "2-3", "0-3");
    CoreLocks others = new CoreLocks(root.resolve("locks"));
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);

    assertEquals("another platform in this process", others.lock(2));

    enforcer.close();
    assertEquals("", others.lock(2));
    others.close();
  }

  @Test
  void shouldGoOnWithOtherMeansWhileALaneRuns() {
    host.with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1");
    Enforcer enforcer = enforcer(true, true);
    enforcer.pin(lane, LANE, 3, null);
    assertTrue(threads.realTime(LANE));
    CoreLocks here = new CoreLocks(root.resolve("locks"));
    CoreLocks there = new CoreLocks(root.resolve("other"));

    enforcer.use(means(false, false, there));

    assertFalse(threads.realTime(LANE));
    assertEquals(CpuSet.of(3), threads.masks.get(LANE));
    assertEquals(CpuSet.of(3), there.held());
    assertEquals("", here.lock(3));
    here.close();
    PlacementDecision decision = enforcer.current().of("lane-0").orElseThrow();
    assertFalse((decision.reason() + decision.givenUp()).contains("FIFO"), decision::toString);
    assertFalse(decision.givenUp().toString().contains("forced"), decision::toString);
  }

  @Test
  void shouldTakeALaneOutOfItsRealTimePolicyBeforeItMovesAndPutItBackAfterwards() {
    host.with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1");
    Enforcer enforcer = enforcer(true, true);
    enforcer.pin(lane, LANE, 3, null);
    host.with("sys/devices/system/cpu/online", "0-2");
    threads.online = CpuSet.parseList("0-2");
    threads.masks.put(LANE, CpuSet.parseList("0-2"));
    threads.changes.clear();

    enforcer.check();

    assertEquals(
        List.of("11 ordinary", "11 to 2", "11 first in first out"),
        threads.changes.stream().filter(change -> change.startsWith("11 ")).toList());
    enforcer.close();
    assertFalse(threads.realTime(LANE));
  }

  @Test
  void shouldNotMakeALaneRealTimeWhereEverythingElseRunsEvenWhenForced() {
    host.withAffinity("2")
        .with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1");

    PlacementDecision decision = enforcer(true, true).pin(lane, LANE, 2, null);

    assertFalse(threads.realTime(LANE));
    assertTrue(
        decision.givenUp().toString().contains("everything else runs on core 2 too"),
        decision::toString);
  }

  @Test
  void shouldConfineToWhatIsLeftWhenAllHousekeepingCoresWentOffline() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    host.with("sys/devices/system/cpu/online", "3").with("proc/self/task/12/comm", "x");
    threads.online = CpuSet.of(3);
    threads.masks.put(12, CpuSet.of(3));

    enforcer.check();

    assertEquals(CpuSet.of(3), threads.masks.get(OTHER).or(threads.masks.get(12)));
  }

  @Test
  void shouldLetAllThreadsGoWhenItIsClosed() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);

    enforcer.close();

    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(OTHER));
  }

  @Test
  void shouldLetTheLanesGoTooWhenItIsClosedWhileTheyRun() throws IOException {
    threads.with(12, CpuSet.parseList("0-3")).with(13, CpuSet.parseList("0-3"));
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);
    enforcer.pin(new Thread(() -> {}, "lane-1"), 12, 2, null);
    enforcer.pin(new Thread(() -> {}, "lane-2"), 13, 1, null);
    threads.refusals.put(
        LANE,
        new SystemCallException("sched_setaffinity", SystemCallException.ESRCH, "No such process"));
    threads.refusals.put(
        12, new SystemCallException("sched_setaffinity", SystemCallException.EPERM, "no"));

    enforcer.close();

    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(13));
    assertEquals(List.of(), List.copyOf(enforcer.lanes()));
  }

  @Test
  void shouldLetARunningLaneGoWhereTheProcessMayWhenItIsClosed() {
    Enforcer enforcer = enforcer();
    enforcer.pin(lane, LANE, 3, null);

    enforcer.close();

    assertEquals(CpuSet.parseList("0-3"), threads.masks.get(LANE));
  }

  @Test
  void shouldNotMakeALaneRealTimeThatThrottlingWouldStop() {
    host.with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "950000")
        .with("proc/sys/kernel/sched_rt_period_us", "1000000");

    PlacementDecision decision = enforcer(true, false).pin(lane, LANE, 3, null);

    assertFalse(threads.realTime(LANE));
    assertTrue(
        decision.givenUp().toString().contains("would stop the lane for 50 ms of every 1000 ms"));
  }

  @Test
  void shouldNotMakeALaneRealTimeThatStarvesTheKernelsThreadsOnItsCore() {
    host.with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1");

    PlacementDecision decision = enforcer(true, false).pin(lane, LANE, 3, null);

    assertFalse(threads.realTime(LANE));
    assertTrue(decision.givenUp().toString().contains("bound to core 3 would never run"));
  }

  @Test
  void shouldMakeALaneRealTimeOnAQuietCoreWithoutThrottling() {
    host.with("proc/self/limits", "Max realtime priority     99                   99")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1")
        .with("sys/devices/system/cpu/nohz_full", "3")
        .withIsolated("3");

    PlacementDecision decision = enforcer(true, false).pin(lane, LANE, ThreadPlacement.ANY, null);

    assertTrue(threads.realTime(LANE));
    assertTrue(decision.reason().contains("SCHED_FIFO 1"), decision.reason());
    assertEquals(List.of(), decision.givenUp());
  }

  @Test
  void shouldSayWhatPrivilegeIsMissing() {
    host.with("proc/sys/kernel/sched_rt_runtime_us", "-1");

    PlacementDecision decision = enforcer(true, true).pin(lane, LANE, 3, null);

    assertFalse(threads.realTime(LANE));
    assertTrue(decision.givenUp().toString().contains("it needs CAP_SYS_NICE"));
  }

  @Test
  void shouldObeyWhenForcedAndSayWhatTheDangerIs() {
    host.with("proc/self/status", "Cpus_allowed_list:\t0-3\nCapEff:\t0000000000800000")
        .with("proc/sys/kernel/sched_rt_runtime_us", "-1");

    PlacementDecision decision = enforcer(true, true).pin(lane, LANE, 3, null);

    assertTrue(threads.realTime(LANE));
    assertTrue(decision.givenUp().toString().contains("safety, as forced"));
  }
}
