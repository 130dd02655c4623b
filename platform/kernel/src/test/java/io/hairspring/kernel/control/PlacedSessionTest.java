package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.control.Pace;
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
  private KernelPlatform platform;

  private final ThreadPlacement threads =
      new ThreadPlacement() {
        @Override
        public int pinCurrentThread(int core) {
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
      };

  private void open(Map<String, String> settings) {
    platform = new KernelPlatform(KernelSettings.from(settings), true);
    platform.placement().came(threads);
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(new CountingFeed(), "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
    platform.open("count:10", Pace.fast(), "echo:");
    platform.awaitIdle(10_000_000_000L);
  }

  @AfterEach
  void shutDown() {
    if (platform != null) {
      platform.shutDown();
    }
  }

  @Test
  void shouldPlaceEachAgentOnItsOwnThread() {
    open(Map.of("threading", "dedicated"));
    platform.close();
    assertEquals(
        List.of(
            "feed agent is [feed,relay]",
            "gateway agent is gateway",
            "observer agent is [observer,watch]"),
        calls.stream().sorted().toList());
  }

  @Test
  void shouldPlaceTheOneThreadOfAllAgents() {
    open(Map.of());
    platform.close();
    assertEquals(
        List.of("all agents is [feed,relay,gateway,observer,watch]"), calls.stream().toList());
  }
}
