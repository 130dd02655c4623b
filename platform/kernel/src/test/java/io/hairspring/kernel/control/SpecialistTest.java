package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.Pace;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.control.Registry.ProviderPlug;
import io.hairspring.kernel.control.Registry.TaskPlug;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plans that get their second tier while events flow. */
@Timeout(90)
class SpecialistTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  private final AtomicLong runs = new AtomicLong();
  private KernelPlatform platform;

  @AfterEach
  void shutDown() {
    platform.shutDown();
  }

  private void open(String specialise) {
    platform =
        new KernelPlatform(
            KernelSettings.from(
                Map.of(
                    "lane.core", "none",
                    "plan.specialise", specialise,
                    "plan.specialise.seconds", "0",
                    "plan.dynamic", "false")),
            true);
    platform.change(
        "test",
        r -> {
          r.feeds.put("count", new ProviderPlug<>(new CountingFeed(), "count", "count:100"));
          r.gateways.put("echo", new ProviderPlug<>(new EchoGateway(), "echo", "echo:"));
        });
    for (int i = 0; i < 20; i++) {
      plug("task" + i, cycle -> runs.incrementAndGet() > 0);
    }
    platform.open("count:", Pace.fixedRate(20_000), "echo:");
  }

  private void plug(String name, Task task) {
    final TaskDefinition definition =
        TaskDefinition.named(name).after("book").latencyClass(LatencyClass.CRITICAL).build();
    platform.change("test", r -> r.tasks.put(task, new TaskPlug(task, definition, "test")));
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTrue(TradingSession.await(condition, DEADLINE), what);
  }

  private String reason() {
    return platform.plan().reason();
  }

  private void assertEveryTaskRanOnEveryEvent() {
    platform.pause(true);
    assertTrue(platform.awaitIdle(DEADLINE));
    assertEquals(20 * platform.lanes().get(0).events(), runs.get());
  }

  @Test
  void shouldRunEveryTaskOnEveryEventWhilePlansChangeTiers() {
    open("always");
    await("second tier", () -> reason().startsWith("specialised: session opened"));
    final long events = platform.lanes().get(0).events();
    await("events go on", () -> platform.lanes().get(0).events() > events + 1_000);
    assertEveryTaskRanOnEveryEvent();
  }

  @Test
  void shouldStartAnotherPlanOnArraysAndGiveItItsSecondTierToo() {
    open("always");
    await("second tier", () -> reason().startsWith("specialised: session opened"));
    final int epoch = platform.plan().epoch();
    plug("late", cycle -> true);
    assertFalse(reason().startsWith("specialised: session opened"));
    await("second tier", () -> reason().equals("specialised: test"));
    assertEquals(epoch + 2, platform.plan().epoch());
    assertEveryTaskRanOnEveryEvent();
  }

  @Test
  void shouldKeepTheTierThatIsMeasuredToBeFaster() {
    open("measured");
    await("a trial", () -> reason().startsWith("specialised: session opened"));
    await("its end", platform::tierDecided);
    assertTrue(
        reason().startsWith("specialised: session opened")
            || reason().startsWith("back on arrays: a cycle takes "),
        reason());
    assertEveryTaskRanOnEveryEvent();
  }
}
