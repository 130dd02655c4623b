package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hairspring.api.placement.ThreadPlacement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the machine's own cores: what is asked for is read back from the kernel. */
@Timeout(30)
class OpenHftThreadPlacementTest {
  private static final Path THREAD_STATUS = Path.of("/proc/thread-self/status");

  private final ExecutorService lane = Executors.newSingleThreadExecutor();
  private final ExecutorService agent = Executors.newSingleThreadExecutor();

  @AfterEach
  void endThreads() throws InterruptedException {
    lane.shutdown();
    agent.shutdown();
    assertTrue(lane.awaitTermination(10, TimeUnit.SECONDS));
    assertTrue(agent.awaitTermination(10, TimeUnit.SECONDS));
  }

  @Test
  void shouldPinToTheHighestAllowedCoreWhenTheChoiceIsLeftToIt() throws Exception {
    BitSet allowed = assumeTwoCores();
    ThreadPlacement placement = new OpenHftThreadPlacement();

    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    assertEquals(allowed.length() - 1, core);
    assertEquals(Integer.toString(core), CoreList.format(on(lane, () -> threadMask())));
  }

  @Test
  void shouldKeepAConfinedThreadOffThePinnedCore() throws Exception {
    BitSet rest = assumeTwoCores();
    ThreadPlacement placement = new OpenHftThreadPlacement();
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    on(agent, () -> confine(placement));

    rest.clear(core);
    assertEquals(rest, on(agent, () -> threadMask()));
  }

  @Test
  void shouldGiveAPinnedThreadItsFreedomBackWhenItIsConfined() throws Exception {
    BitSet allowed = assumeTwoCores();
    ThreadPlacement placement = new OpenHftThreadPlacement();
    on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    on(lane, () -> confine(placement));

    assertEquals(allowed, on(lane, () -> threadMask()));
  }

  @Test
  void shouldRefuseTheCoreOfAnotherLane() throws Exception {
    assumeTwoCores();
    ThreadPlacement placement = new OpenHftThreadPlacement();
    int core = on(lane, () -> placement.pinCurrentThread(ThreadPlacement.ANY));

    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> on(agent, () -> placement.pinCurrentThread(core)));

    assertEquals(IllegalArgumentException.class, e.getCause().getClass());
  }

  @Test
  void shouldRefuseACoreThatDoesNotExist() throws Exception {
    BitSet allowed = assumeTwoCores();
    ThreadPlacement placement = new OpenHftThreadPlacement();

    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> on(lane, () -> placement.pinCurrentThread(100_000)));

    assertTrue(e.getCause().getMessage().contains("allowed " + CoreList.format(allowed)));
    assertEquals(allowed, on(lane, () -> threadMask()));
  }

  @Test
  void shouldSayWhyWhenTheNativeLibraryCannotBeUsed() {
    ThreadPlacement placement = new OpenHftThreadPlacement("no such call here");

    assertEquals(
        "threads cannot be pinned to cores: no such call here",
        assertThrows(
                IllegalStateException.class, () -> placement.pinCurrentThread(ThreadPlacement.ANY))
            .getMessage());
  }

  private static BitSet assumeTwoCores() throws Exception {
    assumeTrue(Files.isReadable(THREAD_STATUS), "needs Linux");
    BitSet allowed = threadMask();
    assumeTrue(allowed.cardinality() >= 2, "needs two cores");
    return allowed;
  }

  private static BitSet threadMask() throws Exception {
    String label = "Cpus_allowed_list:";
    String line =
        Files.readAllLines(THREAD_STATUS).stream()
            .filter(text -> text.startsWith(label))
            .findFirst()
            .orElseThrow();
    return CoreList.parse(line.substring(label.length()));
  }

  private static boolean confine(ThreadPlacement placement) {
    placement.confineCurrentThread();
    return true;
  }

  private static <T> T on(ExecutorService thread, Callable<T> call) throws Exception {
    return thread.submit(call).get();
  }
}
