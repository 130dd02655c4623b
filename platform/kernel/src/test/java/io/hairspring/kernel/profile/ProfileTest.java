package io.hairspring.kernel.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.graph.GraphLimits;
import io.hairspring.kernel.graph.TaskGraph;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.plan.PlanRules;
import io.hairspring.kernel.plan.TaskTimes;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is known of tasks' times, and when a plan no longer fits them. */
class ProfileTest {
  private final TaskNode node =
      new TaskNode(
          1,
          TaskDefinition.named("a").on(TriggerKind.MARKET_EVENT).budgetNanos(1_000).build(),
          cycle -> true,
          "test");
  private final Profile profile = new Profile();
  private final Drift drift = new Drift();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);

  private Plan plan(int epoch) {
    return Plan.of(
        epoch,
        "test",
        TaskGraph.of(List.of(node), GraphLimits.ofTasks(4)),
        profile.times(),
        PlanRules.automatic(List.of()));
  }

  /** So many lines of two runs each, taken in. */
  private void measure(int lines, long first, long second) {
    for (int i = 0; i < lines; i++) {
      new TaskTimesEncoder()
          .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
          .time1(1L << 48 | first)
          .time2(2L << 48 | 77)
          .time3(0)
          .time4(0)
          .time5(0)
          .time6(1L << 48 | second);
      profile.onRecord(line, 0);
    }
    profile.gather();
  }

  @Test
  void shouldKnowNothingAtFirstAndTakeWhatIsDeclared() {
    assertEquals(TaskProfile.UNKNOWN, profile.of(1));
    assertEquals(1_000, profile.times().nanos(node));
    profile.follow(1);
    measure(7, 200, 200);
    assertEquals(TaskProfile.UNKNOWN, profile.of(1), "fourteen runs are too few");
    assertEquals(1_000, profile.times().nanos(node));
  }

  @Test
  void shouldTakeTheTimesOfTheTasksItFollows() {
    profile.follow(1);
    measure(20, 200, 202);
    assertEquals(40, profile.of(1).samples());
    assertTrue(Math.abs(profile.of(1).expectedNanos() - 201) <= 2);
    assertTrue(Math.abs(profile.of(1).p99Nanos() - 202) <= 2);
    assertEquals(TaskProfile.UNKNOWN, profile.of(2));
    assertEquals(profile.of(1).expectedNanos(), profile.times().nanos(node));
  }

  @Test
  void shouldGatherSmallWindowsUntilTheyAreEnough() {
    profile.follow(1);
    measure(5, 100, 100);
    measure(5, 100, 100);
    assertEquals(20, profile.of(1).samples());
  }

  @Test
  void shouldNotCountWhatTheHostStealsAsTheTasksTime() {
    profile.follow(1);
    for (int i = 0; i < 19; i++) {
      new TaskTimesEncoder()
          .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
          .time1(1L << 48 | 100)
          .time2(0)
          .time3(0)
          .time4(0)
          .time5(0)
          .time6(0);
      profile.onRecord(line, 0);
    }
    measure(1, 100, 5_000_000);
    assertEquals(100, profile.of(1).expectedNanos());
    assertTrue(profile.of(1).p99Nanos() > 4_900_000);
  }

  @Test
  void shouldFollowAChangeBitByBit() {
    profile.follow(1);
    measure(20, 100, 100);
    measure(20, 200, 200);
    final long after = profile.of(1).expectedNanos();
    assertTrue(after > 125 && after < 135, "after one window: " + after);
  }

  @Test
  void shouldNeverPlanWithNoTimeAtAll() {
    profile.follow(1);
    measure(20, 0, 0);
    assertEquals(1, profile.times().nanos(node));
  }

  @Test
  void shouldPassOverOtherRecords() {
    profile.follow(1);
    new CycleRecordEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .cycle(1L << 48);
    profile.onRecord(line, 0);
    profile.gather();
    assertEquals(0, profile.of(1).samples());
  }

  @Test
  void shouldAskForANewPlanAtTheThirdLookInARow() {
    profile.follow(1);
    final Plan plan = plan(1);
    assertNull(drift.reason(plan, profile), "nothing is measured");
    measure(20, 2_000, 2_000);
    assertNull(drift.reason(plan, profile));
    assertNull(drift.reason(plan, profile));
    final String reason = drift.reason(plan, profile);
    assertNotNull(reason);
    assertTrue(reason.startsWith("profile: a takes "), reason);
    assertTrue(reason.endsWith("planned with 1000 ns"), reason);
    assertNull(drift.reason(plan(2), profile), "the new plan knows");
  }

  @Test
  void shouldStartToLookAnewWithANewPlan() {
    profile.follow(1);
    final Plan first = plan(1);
    final Plan second = plan(2);
    measure(20, 2_000, 2_000);
    drift.reason(first, profile);
    drift.reason(first, profile);
    assertNull(drift.reason(second, profile));
  }

  @Test
  void shouldStartToLookAnewWhenTheTimeIsBackInBetween() {
    profile.follow(1);
    final Plan plan = plan(1);
    measure(20, 1_400, 1_400);
    drift.reason(plan, profile);
    drift.reason(plan, profile);
    measure(20, 200, 200);
    assertNull(drift.reason(plan, profile));
    measure(20, 3_000, 3_000);
    assertNull(drift.reason(plan, profile));
    assertEquals(1_000, TaskTimes.DECLARED.nanos(node));
  }

  @Test
  void shouldNotMindASmallChange() {
    profile.follow(1);
    final Plan plan = plan(1);
    measure(20, 1_200, 1_200);
    for (int look = 0; look < 5; look++) {
      assertNull(drift.reason(plan, profile));
    }
  }
}
