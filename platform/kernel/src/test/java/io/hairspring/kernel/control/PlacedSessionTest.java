package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.placement.CoreReservation;
import io.hairspring.api.placement.HardwarePlacement;
import io.hairspring.api.placement.MemoryPlacement;
import io.hairspring.api.placement.MemoryReservation;
import io.hairspring.api.placement.PlacedMemory;
import io.hairspring.api.placement.PlacementPlan;
import io.hairspring.api.placement.PlacementRequest;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session asks of those who place its threads and memory, and when. */
@Timeout(60)
class PlacedSessionTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final FeedProvider feed = new CountingFeed();
  private String refusedPin = "";
  private RuntimeException refusedMemory;
  private KernelPlatform platform;

  private class Threads implements ThreadPlacement {
    @Override
    public int pinCurrentThread(int core) {
      if (!refusedPin.isEmpty()) {
        throw new IllegalStateException(refusedPin);
      }
      calls.add("pinned by " + this);
      return core;
    }

    @Override
    public void confineCurrentThread() {
      throw new AssertionError("an agent is placed by its name");
    }

    @Override
    public void placeCurrentAgent(String name) {
      calls.add(name + " is " + Thread.currentThread().getName());
    }

    @Override
    public String toString() {
      return "anybody";
    }
  }

  private final class Kept extends Threads implements CoreReservation {
    @Override
    public PlacementPlan plan() {
      return new PlacementPlan(List.of(), List.of(), List.of());
    }

    @Override
    public void close() {
      calls.add("cores given up");
    }

    @Override
    public String toString() {
      return "whoever reserved";
    }
  }

  private final class Cores implements HardwarePlacement {
    @Override
    public PlacementPlan plan(PlacementRequest request) {
      throw new AssertionError("nothing is to be planned only");
    }

    @Override
    public CoreReservation reserve(PlacementRequest request) {
      calls.add("cores reserved");
      return new Kept();
    }

    @Override
    public PlacementPlan current() {
      throw new AssertionError("what is in force does not matter");
    }
  }

  /** Gives none: a session goes on with memory wherever it is. */
  private final class Memory implements MemoryPlacement, MemoryReservation {
    @Override
    public PlacedMemory allocate(String name, int bytes, int node) {
      throw refusedMemory;
    }

    @Override
    public MemoryReservation reserve(String name, List<Integer> sizes) {
      calls.add("memory reserved for " + sizes.size() + " rings");
      return this;
    }

    @Override
    public List<String> regions() {
      return List.of();
    }

    @Override
    public int nodeOf(int core) {
      return ANY_NODE;
    }

    @Override
    public void close() {
      calls.add("memory given up");
    }
  }

  private void start(Map<String, String> settings) {
    platform = new KernelPlatform(KernelSettings.from(settings), true);
    platform.placement().came(new Threads());
    final FeedProvider noting =
        (uri, directory) -> {
          calls.add("feed opened");
          return feed.open(uri, directory);
        };
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(noting, "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
  }

  private void open() {
    platform.open("count:10", Pace.fast(), "echo:");
    assertTrue(platform.awaitIdle(10_000_000_000L));
  }

  @AfterEach
  void shutDown() {
    if (platform != null) {
      platform.shutDown();
    }
  }

  private List<String> agents() {
    return calls.stream().filter(call -> call.contains(" is [") || call.contains(" is g")).toList();
  }

  @Test
  void shouldPlaceEachAgentOnItsOwnThread() {
    start(Map.of("threading", "dedicated"));
    open();
    platform.close();
    assertEquals(
        List.of(
            "feed agent is [feed,relay]",
            "gateway agent is gateway",
            "observer agent is [observer,watch]"),
        agents().stream().sorted().toList());
  }

  @Test
  void shouldPlaceTheOneThreadOfAllAgents() {
    start(Map.of());
    open();
    platform.close();
    assertEquals(List.of("all agents is [feed,relay,gateway,observer,watch]"), agents());
  }

  @Test
  void shouldReserveCoresAndMemoryBeforeAnyPlugInRuns() {
    start(Map.of());
    platform.hardwareCame(new Cores());
    platform.memory().came(new Memory());
    refusedMemory = new IllegalStateException("no memory here");
    open();
    platform.close();
    assertEquals(
        List.of(
            "cores reserved",
            "memory reserved for 5 rings",
            "feed opened",
            "pinned by whoever reserved",
            "all agents is [feed,relay,gateway,observer,watch]",
            "memory given up",
            "cores given up"),
        calls);
  }

  @Test
  void shouldReserveCoresBeforeAPlugInIsTriedToo() {
    start(Map.of());
    platform.hardwareCame(new Cores());
    platform.check("count:10", "echo:");
    assertEquals(List.of("cores reserved", "feed opened", "cores given up"), calls);
  }

  @Test
  void shouldReserveCoresAsSoonAsTheyAreKnownWhenASessionIsToOpenByItself() {
    start(Map.of());
    platform.autostart("other:", Pace.fast(), "echo:");
    assertEquals(List.of(), calls);
    platform.hardwareCame(new Cores());
    assertEquals(List.of("cores reserved"), calls);
  }

  @Test
  void shouldNotOpenASessionWhenItsLaneIsRefusedItsCore() {
    start(Map.of());
    platform.hardwareCame(new Cores());
    refusedPin = "threads cannot be pinned to cores: no native library";
    assertEquals(
        "lane 0: threads cannot be pinned to cores: no native library",
        assertThrows(IllegalArgumentException.class, this::open).getMessage());
    assertEquals("cores given up", calls.get(calls.size() - 1));
  }

  @Test
  void shouldNotOpenASessionWhenStrictConfigurationRefusesItsMemory() {
    start(Map.of());
    platform.memory().came(new Memory());
    refusedMemory = new IllegalArgumentException("strict: market ring: no memory");
    assertEquals(
        "strict: market ring: no memory",
        assertThrows(IllegalArgumentException.class, this::open).getMessage());
    assertEquals("memory given up", calls.get(calls.size() - 1));
  }
}
