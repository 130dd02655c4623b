package io.hairspring.kernel.plan;

import static io.hairspring.kernel.plan.PlanBench.after;
import static io.hairspring.kernel.plan.PlanBench.onEvent;
import static io.hairspring.kernel.plan.PlanBench.urgent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedPlanTest {
  private static final int MARKET = TriggerKind.MARKET_EVENT.ordinal();
  private static final int REPORT = TriggerKind.EXECUTION_REPORT.ordinal();

  private final List<Integer> ran = new ArrayList<>();
  private final Steps walk = new Steps();
  private int unchanged = -1;
  private int repeated = -1;
  private int broken = -1;

  private static final class Steps extends Walk {
    void sayAgain() {
      again = true;
    }

    void lookAt(int width) {
      words = new long[width];
      allowed = new long[width];
      Arrays.fill(allowed, -1L);
    }

    void makeReady(int... steps) {
      for (final int ready : steps) {
        words[ready / Long.SIZE] |= 1L << ready;
      }
    }

    void forbid(int forbidden) {
      allowed[forbidden / Long.SIZE] &= ~(1L << forbidden);
    }
  }

  private boolean run(int task) {
    ran.add(task);
    if (task == broken) {
      throw new IllegalStateException("broken");
    }
    if (task == repeated) {
      walk.sayAgain();
    }
    return task != unchanged;
  }

  private FusedSteps chain(int size) {
    final List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      final int own = i;
      tasks.add(cycle -> run(own));
    }
    final int width = (size + Long.SIZE - 1) / Long.SIZE;
    final long[] successors = new long[size * width];
    for (int next = 1; next < size; next++) {
      successors[(next - 1) * width + next / Long.SIZE] |= 1L << next;
    }
    walk.lookAt(width);
    return BlockPattern.of(new FusedLinks(tasks, successors, width));
  }

  private static List<Integer> upTo(int end) {
    final List<Integer> all = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      all.add(i);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 32, 33, 101})
  void shouldRunEveryStepInOrder(int size) {
    assertTrue(chain(size).run(null, walk));
    assertEquals(upTo(size), ran);
    assertEquals(size - 1, walk.step);
  }

  @Test
  void shouldHaveNoCodeForNoSteps() {
    assertNull(chain(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15, 16, 39})
  void shouldEndAtAStepThatChangesNothing(int step) {
    unchanged = step;
    assertFalse(chain(41).run(null, walk));
    assertEquals(upTo(step + 1), ran);
    assertEquals(step, walk.step);
    assertFalse(walk.changed);
  }

  @Test
  void shouldGoOnFromAStepThatChangesNothingAnybodyWaitsFor() {
    unchanged = 40;
    assertTrue(chain(41).run(null, walk));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 40})
  void shouldEndAtAStepThatWantsToRunAgainAndKnowWhetherItChangedSomething(int step) {
    repeated = step;
    assertFalse(chain(41).run(null, walk));
    assertEquals(upTo(step + 1), ran);
    assertEquals(step, walk.step);
    assertTrue(walk.changed);
  }

  @Test
  void shouldKnowTheStepThatThrew() {
    broken = 20;
    final FusedSteps steps = chain(41);
    assertThrows(IllegalStateException.class, () -> steps.run(null, walk));
    assertEquals(20, walk.step);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 64, 65, 101})
  void shouldPickEachStepThatTheOneBeforeItMakesReady(int size) {
    final FusedSteps steps = chain(size);
    walk.makeReady(0);
    assertTrue(steps.pick(null, walk));
    assertEquals(upTo(size), ran);
    assertEquals(size, ready(), "the words say what has run");
  }

  @Test
  void shouldPickWhatIsReadyAndNothingBehindAStepThatChangesNothing() {
    unchanged = 33;
    final FusedSteps steps = chain(101);
    walk.makeReady(30, 62, 90);
    walk.forbid(64);
    assertTrue(steps.pick(null, walk));
    final List<Integer> expected = new ArrayList<>(List.of(30, 31, 32, 33, 62, 63));
    expected.addAll(upTo(101).subList(90, 101));
    assertEquals(expected, ran);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 15, 16, 63, 64, 100})
  void shouldEndPickingAtAStepThatWantsToRunAgainAndKnowWhatHasRunInItsWord(int step) {
    repeated = step;
    final FusedSteps steps = chain(101);
    walk.makeReady(0);
    assertFalse(steps.pick(null, walk));
    assertEquals(upTo(step + 1), ran);
    assertEquals(step, walk.step);
    assertTrue(walk.changed);
    assertEquals((2L << step) - 1, walk.word, "those before it, and itself");
  }

  @Test
  void shouldKnowTheStepThatThrewWhilePicking() {
    broken = 70;
    final FusedSteps steps = chain(101);
    walk.makeReady(0);
    assertThrows(IllegalStateException.class, () -> steps.pick(null, walk));
    assertEquals(70, walk.step);
    assertEquals((1L << 7) - 1, walk.word);
  }

  private int ready() {
    return Arrays.stream(walk.words).mapToInt(Long::bitCount).sum();
  }

  @Test
  void shouldRunNothingOfAPatternThatHasNoConstants() {
    walk.lookAt(1);
    assertTrue(new FusedBlock().run(null, walk));
    assertTrue(new FusedBlock().pick(null, walk));
    assertEquals(List.of(), ran);
  }

  @Test
  void shouldHaveAClassForEachBlockAndKeepItsConstantsApart() {
    assertNotEquals(chain(3).getClass(), chain(3).getClass());
    assertTrue(chain(3).getClass().isHidden());
  }

  @Test
  void shouldSayWhatIsWrongWhereBlocksCannotBeMade() throws IOException {
    final FusedConstants constants =
        new FusedConstants(new FusedLinks(List.of(), new long[0], 1), 0, null);
    final MethodHandles.Lookup stranger = MethodHandles.publicLookup();
    assertEquals(
        "a block of steps cannot be made in java.lang.Object/publicLookup",
        assertThrows(IllegalStateException.class, () -> BlockPattern.define(stranger, constants))
            .getMessage());
    assertEquals(
        "no access to the constants of java.lang.Object/publicLookup",
        assertThrows(IllegalStateException.class, () -> FusedConstants.of(stranger)).getMessage());
    final InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThrows(UncheckedIOException.class, () -> BlockPattern.read(broken));
  }

  private TaskNode node(int number, TaskDefinition.Builder definition) {
    return new TaskNode(number, definition.build(), cycle -> run(number), "test");
  }

  private static Plan plan(TaskNode... nodes) {
    return Plan.of(
        4,
        "arrays",
        TaskGraph.of(List.of(nodes), GraphLimits.ofTasks(64)),
        TaskTimes.DECLARED,
        PlanRules.automatic(List.of(new Instrument(0, "A", 1), new Instrument(1, "B", 1))));
  }

  @Test
  void shouldMakePlansOfTheSameStepsWithCodeAndTakeItAwayAgain() {
    final Plan arrays = plan(node(1, urgent(onEvent("one"))), node(2, urgent(after("two", "one"))));
    final Plan fused = FusedPlan.of(List.of(arrays)).plans(5, "code").get(0);
    assertEquals(5, fused.epoch());
    assertEquals("code", fused.reason());
    assertSame(arrays.sequence(MARKET), fused.sequence(MARKET));
    assertNull(arrays.fused(MARKET));
    assertNull(fused.fused(REPORT), "nothing runs on reports");
    assertTrue(fused.fused(MARKET).run(null, walk));
    assertEquals(List.of(1, 2), ran);
    final Plan back = fused.onArrays(6, "back");
    assertNull(back.fused(MARKET));
    assertEquals(6, back.epoch());
    assertEquals("back", back.reason());
  }

  @Test
  void shouldMakeCodeOfStepsThatNeverAllRunInOneCycle() {
    final FusedPlan one =
        FusedPlan.of(
            List.of(
                plan(
                    node(1, urgent(onEvent("a").instruments("A"))),
                    node(2, urgent(onEvent("b").instruments("B"))))));
    assertTrue(one.any());
    walk.lookAt(1);
    walk.makeReady(1);
    assertTrue(one.plans(5, "code").get(0).fused(MARKET).pick(null, walk));
    assertEquals(List.of(2), ran);
  }

  @Test
  void shouldMakeNoCodeWhereNothingIsCritical() {
    final FusedPlan none = FusedPlan.of(List.of(plan(node(1, onEvent("later")))));
    assertFalse(none.any());
    assertNull(none.plans(5, "none").get(0).fused(MARKET));
  }

  @Test
  void shouldRunNoTaskInARehearsal() {
    final FusedPlan fused = FusedPlan.of(List.of(plan(node(1, urgent(onEvent("one"))))));
    fused.rehearse(1_000);
    fused.rehearse(1_000);
    assertEquals(List.of(), ran);
  }

  @Test
  void shouldBeCollectedWhenNoPlanHasIt() throws InterruptedException {
    final WeakReference<Class<?>> block = abandoned();
    final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (block.get() != null && System.nanoTime() < deadline) {
      System.gc();
      Thread.onSpinWait();
    }
    assertNull(block.get(), "the class of a block is still there");
  }

  private WeakReference<Class<?>> abandoned() {
    final FusedPlan fused = FusedPlan.of(List.of(plan(node(1, urgent(onEvent("one"))))));
    final Plan plan = fused.plans(5, "code").get(0);
    plan.fused(MARKET).run(null, walk);
    return new WeakReference<>(plan.fused(MARKET).getClass());
  }
}
