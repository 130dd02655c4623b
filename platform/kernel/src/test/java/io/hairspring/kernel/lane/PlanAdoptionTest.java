package io.hairspring.kernel.lane;

import static io.hairspring.kernel.lane.LaneBench.background;
import static io.hairspring.kernel.lane.LaneBench.critical;
import static io.hairspring.kernel.lane.LaneBench.sensitive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.TaskNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan that comes while deferred steps of an earlier one wait. */
@ParameterizedClass
@EnumSource(Tier.class)
class PlanAdoptionTest {
  private final LaneBench bench;

  PlanAdoptionTest(Tier tier) {
    this.bench = new LaneBench(tier);
  }

  @Test
  void shouldTakeDeferredStepsOverByTaskAndCountThoseThatLeft() {
    final TaskNode stays = bench.task(sensitive("z-stays"));
    final TaskNode leaves = bench.task(sensitive("leaves"));
    bench.plan(bench.task(critical("now")), stays, leaves);
    bench.event(1);
    bench.turn();
    bench.plan(bench.task(sensitive("a-new")), stays);
    bench.settle();
    assertEquals(List.of("now", "z-stays"), bench.ran());
    assertEquals(1, bench.lane.counters().stepsShed());
    final CycleLine slack = bench.records().get(1);
    assertTrue(slack.is("shed"));
    assertEquals(2, slack.epoch());
    assertEquals(1, slack.cycle());
  }

  @Test
  void shouldNotSpeakOfSheddingWhenEveryTaskStays() {
    final TaskNode stays = bench.task(sensitive("stays"));
    bench.plan(bench.task(critical("now")), stays);
    bench.event(1);
    bench.turn();
    bench.plan(stays);
    bench.settle();
    assertEquals(0, bench.lane.counters().stepsShed());
    assertFalse(bench.records().get(1).is("shed"));
  }

  @Test
  void shouldFinishTheRecordOfACycleWhoseTasksAllLeft() {
    bench.plan(bench.task(critical("now")), bench.task(sensitive("soon")));
    bench.event(1);
    bench.turn();
    bench.plan();
    bench.settle();
    assertEquals(List.of("now"), bench.ran());
    final List<CycleLine> lines = bench.records();
    assertEquals(2, lines.size());
    assertEquals(0, lines.get(1).steps());
  }

  @Test
  void shouldTakeAStepOverIntoAnotherBandAndWord() {
    final List<TaskNode> nodes = new ArrayList<>();
    for (int i = 100; i < 230; i++) {
      nodes.add(bench.task(background("b" + i)));
    }
    nodes.add(bench.task(critical("now")));
    bench.plan(nodes.toArray(TaskNode[]::new));
    bench.event(1);
    bench.turn();
    bench.ran();
    final List<TaskNode> next = new ArrayList<>();
    for (int i = 100; i < 230; i++) {
      next.add(
          new TaskNode(
              i - 99,
              (i % 3 == 0
                      ? critical("b" + i)
                      : i % 3 == 1 ? sensitive("b" + i) : background("b" + i))
                  .build(),
              nodes.get(i - 100).task(),
              "test"));
    }
    bench.plan(next.toArray(TaskNode[]::new));
    bench.settle();
    assertEquals(130, bench.ran().stream().distinct().count());
    assertEquals(0, bench.lane.counters().stepsShed());
  }

  @Test
  void shouldKeepSlicesAndWhatTheyHold() {
    final int[] slices = new int[1];
    final TaskNode low =
        bench.task(
            background("low").resources("file"),
            cycle -> {
              if (++slices[0] == 1) {
                bench.event(2);
              }
              if (slices[0] < 3) {
                cycle.again();
              }
              return true;
            });
    bench.plan(low);
    bench.event(1);
    bench.turn();
    bench.turn();
    assertEquals(List.of("low"), bench.ran());
    bench.plan(
        bench.task(background("a-first").resources("other")),
        bench.task(
            TaskDefinition.named("high")
                .on(TriggerKind.MARKET_EVENT)
                .latencyClass(LatencyClass.CRITICAL)
                .resources("other", "file")),
        low);
    bench.turn();
    assertEquals(List.of("low", "low", "high"), bench.ran());
    assertEquals(1, bench.lane.counters().ceilings());
  }

  @Test
  void shouldFinishAHolderThatTheNewPlanPutsAfterWhatNeedsIt() {
    final int[] slices = new int[1];
    final TaskNode holder =
        bench.task(
            background("a-holder").resources("file"),
            cycle -> {
              if (++slices[0] == 1) {
                bench.event(2);
                cycle.again();
              }
              return true;
            });
    final TaskNode needs = bench.task(background("needs").resources("file"));
    bench.plan(holder, needs);
    bench.event(1);
    bench.turn();
    bench.turn();
    assertEquals(List.of("a-holder"), bench.ran());
    bench.plan(
        holder,
        new TaskNode(
            needs.number(),
            background("needs").resources("file").priority(1).build(),
            needs.task(),
            "test"));
    bench.settle();
    assertEquals(List.of("a-holder", "needs", "needs", "a-holder"), bench.ran());
    assertEquals(1, bench.lane.counters().ceilings());
  }

  @Test
  void shouldReleaseWhatATaskThatLeftHeld() {
    bench.plan(
        bench.task(
            background("low").resources("file"),
            cycle -> {
              bench.event(2);
              cycle.again();
              return true;
            }));
    bench.event(1);
    bench.turn();
    bench.turn();
    bench.ran();
    bench.plan(bench.task(critical("high").resources("file")));
    bench.settle();
    assertEquals(List.of("high"), bench.ran());
    assertEquals(0, bench.lane.counters().ceilings());
  }

  @Test
  void shouldAskTheNewPlanWhatTheEventConcerns() {
    final TaskNode soon = bench.task(sensitive("soon"));
    bench.plan(soon);
    bench.event(1);
    bench.turn();
    bench.plan(
        new TaskNode(
            soon.number(), sensitive("soon").instruments("OTHER").build(), soon.task(), "test"));
    bench.settle();
    assertEquals(List.of(), bench.ran());
  }
}
