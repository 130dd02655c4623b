package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.affinity.os.LinuxThreadCalls;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import io.hairspring.affinity.topology.TopologyReader;
import io.hairspring.api.placement.ThreadPlacement;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.openhft.affinity.Affinity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the machine's own cores: what is asked for is read back from the kernel. */
@Timeout(60)
class OpenHftThreadPlacementTest {
  private static final HostFiles FILES = HostFiles.running();

  private final ExecutorService lane = Executors.newSingleThreadExecutor();
  private final ExecutorService agent = Executors.newSingleThreadExecutor();

  @TempDir Path locks;
  private OpenHftThreadPlacement placement;
  private CpuSet usable;

  @BeforeEach
  void needsTwoCores() {
    assumeTrue(FILES.exists("proc/self/task"), "needs Linux");
    usable = TopologyReader.running().usable();
    assumeTrue(usable.size() >= 2, "needs two cores");
    placement = place(Map.of());
  }

  @AfterEach
  void endThreads() throws InterruptedException {
    if (placement != null) {
      placement.close();
    }
    lane.shutdown();
    agent.shutdown();
    assertTrue(lane.awaitTermination(10, TimeUnit.SECONDS));
    assertTrue(agent.awaitTermination(10, TimeUnit.SECONDS));
  }

  private OpenHftThreadPlacement place(Map<String, String> settings) {
    Map<String, String> properties = new TreeMap<>(settings);
    properties.put("lock.directory", locks.toString());
    return new OpenHftThreadPlacement(configured(properties), null, FILES);
  }

  @Test
  void shouldPinToTheHighestCoreWhenTheChoiceIsLeftToItAndAllAreAlike() throws Exception {
    assumeTrue(TopologyReader.running().limits().isolated().isEmpty(), "cores are not alike");

    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    assertEquals(usable.last(), core);
    assertEquals(CpuSet.of(core), on(lane, OpenHftThreadPlacementTest::mask));
  }

  @Test
  void shouldLeaveNoThreadOfTheProcessOnTheLanesCoreButTheLane() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));
    int laneThread = on(lane, Affinity::getThreadId);

    Map<Integer, CpuSet> masks = masks();

    assertTrue(masks.size() > 5, "a JVM has more threads than " + masks);
    assertEquals(CpuSet.of(core), masks.remove(laneThread));
    masks.forEach(
        (thread, mask) -> assertFalse(mask.contains(core), thread + " may run on " + mask));
  }

  @Test
  void shouldConfineThreadsThatStartLater() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    CpuSet later = on(agent, OpenHftThreadPlacementTest::mask);

    assertFalse(later.contains(core), "may run on " + later);
  }

  @Test
  void shouldCatchAThreadThatALaneStarts() throws Exception {
    placement.close();
    placement = place(Map.of("recheck.millis", "10"));
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    // Started by the lane, so it inherits the lane's mask until the next look.
    CpuSet caught =
        on(
            lane,
            () -> {
              ExecutorService child = Executors.newSingleThreadExecutor();
              try {
                return child
                    .submit(
                        () -> {
                          while (mask().contains(core)) {
                            Thread.onSpinWait();
                          }
                          return mask();
                        })
                    .get();
              } finally {
                child.shutdown();
              }
            });

    assertFalse(caught.contains(core));
  }

  @Test
  void shouldKeepAConfinedThreadOffThePinnedCore() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    on(agent, () -> confine(placement));

    assertFalse(on(agent, OpenHftThreadPlacementTest::mask).contains(core));
    String slack = on(agent, () -> FILES.text("proc/thread-self/timerslack_ns").orElse("1"));
    assertEquals("1", slack, "nanoseconds by which its timed waits may be late");
  }

  @Test
  void shouldGiveAPinnedThreadItsFreedomBackWhenItIsConfined() throws Exception {
    CpuSet before = mask();
    on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    on(lane, () -> confine(placement));

    assertEquals(before, on(lane, OpenHftThreadPlacementTest::mask));
    assertEquals(before, mask());
  }

  @Test
  void shouldRefuseTheCoreOfAnotherLane() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> on(agent, () -> placement.pinCurrentThread(core)));

    assertEquals(IllegalArgumentException.class, e.getCause().getClass());
  }

  @Test
  void shouldRefuseACoreThatDoesNotExist() throws Exception {
    CpuSet before = mask();

    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> on(lane, () -> placement.pinCurrentThread(100_000)));

    assertTrue(e.getCause().getMessage().contains("allowed " + usable), e::toString);
    assertEquals(before, on(lane, OpenHftThreadPlacementTest::mask));
  }

  @Test
  void shouldRunALaneUnpinnedWhenNoCoreIsLeftAndSayWhatIsLost() throws Exception {
    OpenHftThreadPlacement unusable =
        new OpenHftThreadPlacement(configured(Map.of()), "no such call here", FILES);

    assertEquals(
        ThreadPlacement.ANY, on(lane, () -> unusable.pinCurrentThread(ThreadPlacement.ANY)));
    assertEquals(
        "[pinning: no such call here]",
        unusable.current().of("everything").orElseThrow().givenUp().toString());
  }

  @Test
  void shouldRefuseToPinToADemandedCoreWhenTheNativeLibraryCannotBeUsed() {
    ThreadPlacement unusable =
        new OpenHftThreadPlacement(configured(Map.of()), "no such call here", FILES);

    assertEquals(
        "threads cannot be pinned to cores: no such call here",
        assertThrows(IllegalStateException.class, () -> unusable.pinCurrentThread(1)).getMessage());
  }

  @Test
  void shouldBeThereToRefuseWhenStrictAndTheNativeLibraryCannotBeUsed() {
    ThreadPlacement unusable =
        new OpenHftThreadPlacement(
            configured(Map.of("strict", "true")), "no such call here", FILES);

    assertEquals(
        "threads cannot be pinned to cores: no such call here",
        assertThrows(
                IllegalStateException.class, () -> unusable.pinCurrentThread(ThreadPlacement.ANY))
            .getMessage());
  }

  @Test
  void shouldBeThereToRefuseWhenItsConfigurationIsWrong() {
    placement.close();
    placement = place(Map.of("strict", "yes"));

    assertEquals(
        "etc/io.hairspring.affinity.cfg: strict = yes: must be true or false",
        assertThrows(
                ExecutionException.class,
                () -> on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY)))
            .getCause()
            .getMessage());
  }

  @Test
  void shouldRefuseACoreThatIsNotIsolatedWhenStrict() throws Exception {
    assumeTrue(TopologyReader.running().limits().isolated().isEmpty(), "a core is isolated");
    placement.close();
    placement = place(Map.of("strict", "true"));

    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () -> on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY)));

    assertTrue(e.getCause().getMessage().contains("would go without isolation"), e::toString);
  }

  @Test
  void shouldPutALaneUnderARealTimePolicyWhenForced() throws Exception {
    placement.close();
    placement = place(Map.of("lane.realtime", "forced"));
    on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));
    boolean permitted =
        placement.current().decisions().stream()
            .flatMap(decision -> decision.givenUp().stream())
            .noneMatch(loss -> loss.startsWith("SCHED_FIFO"));

    int thread = on(lane, Affinity::getThreadId);

    assertEquals(permitted, new LinuxThreadCalls().realTime(thread));
  }

  @Test
  void shouldTakeOverOtherSettingsWhileALaneRunsAndLookAfterIt() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    placement.configure(Map.of("lock.directory", locks.toString(), "recheck.millis", "10"));

    assertEquals(CpuSet.of(core), on(lane, OpenHftThreadPlacementTest::mask));
    // Seldom until now: a thread that a lane starts would be caught a second later.
    on(lane, () -> moveSelf(usable));
    CpuSet back =
        on(
            lane,
            () -> {
              while (mask().size() > 1) {
                Thread.onSpinWait();
              }
              return mask();
            });
    assertEquals(CpuSet.of(core), back);
  }

  private static boolean moveSelf(CpuSet cpus) {
    Affinity.setAffinity(cpus.toBitSet());
    return true;
  }

  @Test
  void shouldKeepTheLanesThatRunAndRefuseOthersWhenItsConfigurationTurnsWrong() throws Exception {
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    placement.configure(Map.of("recheck.millis", "often"));

    assertEquals(CpuSet.of(core), on(lane, OpenHftThreadPlacementTest::mask));
    String refused =
        assertThrows(
                ExecutionException.class,
                () -> on(agent, () -> placement.pinCurrentThread(ThreadPlacement.ANY)))
            .getCause()
            .getMessage();
    assertTrue(refused.startsWith("etc/io.hairspring.affinity.cfg: recheck.millis"), refused);
  }

  private static ConfiguredPlacement configured(Map<String, String> properties) {
    return ConfiguredPlacement.of(properties, PlacementSettings.defaults());
  }

  private static CpuSet mask() {
    return CpuSet.parseList(label("proc/thread-self/status"));
  }

  private static Map<Integer, CpuSet> masks() {
    Map<Integer, CpuSet> masks = new TreeMap<>();
    FILES.numbers("proc/self/task").stream()
        .filter(thread -> FILES.exists("proc/self/task/" + thread + "/status"))
        .forEach(
            thread ->
                masks.put(thread, CpuSet.parseList(label("proc/self/task/" + thread + "/status"))));
    return masks;
  }

  private static String label(String file) {
    String label = "Cpus_allowed_list:";
    return FILES.lines(file).stream()
        .filter(line -> line.startsWith(label))
        .findFirst()
        .orElseThrow()
        .substring(label.length());
  }

  private static boolean confine(ThreadPlacement placement) {
    placement.confineCurrentThread();
    return true;
  }

  private static <T> T on(ExecutorService thread, Callable<T> call) throws Exception {
    return thread.submit(call).get();
  }
}
