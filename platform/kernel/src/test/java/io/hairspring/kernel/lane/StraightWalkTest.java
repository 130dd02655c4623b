package io.hairspring.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.graph.TaskNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain of critical steps, wherever in it a task changes nothing or runs once more. */
@ParameterizedClass
@EnumSource(Tier.class)
class StraightWalkTest {
  private static final int LENGTH = 18;

  private final LaneBench bench;
  private int special;
  private boolean changes = true;
  private boolean again;

  StraightWalkTest(Tier tier) {
    this.bench = new LaneBench(tier);
  }

  private static String name(int i) {
    return "t" + i;
  }

  private TaskNode task(int i) {
    final TaskDefinition.Builder definition =
        i == 0
            ? LaneBench.critical(name(0))
            : TaskDefinition.named(name(i)).after(name(i - 1)).latencyClass(LatencyClass.CRITICAL);
    return bench.task(
        definition,
        cycle -> {
          if (i != special) {
            return true;
          }
          if (again) {
            again = false;
            cycle.again();
          }
          return changes;
        });
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(StraightWalkTest::name).toList();
  }

  private void run(int at) {
    special = at;
    bench.event(1);
    bench.settle();
  }

  @Test
  void shouldGoAsFarAsThereAreNewsAndNoFurther() {
    bench.plan(IntStream.range(0, LENGTH).mapToObj(this::task).toArray(TaskNode[]::new));
    for (int at = 0; at < LENGTH; at++) {
      changes = false;
      run(at);
      assertEquals(names(0, at + 1), bench.ran());
      changes = true;
      run(at);
      assertEquals(names(0, LENGTH), bench.ran());
    }
  }

  @Test
  void shouldRunATaskOnceMoreThatAsksForIt() {
    bench.plan(IntStream.range(0, LENGTH).mapToObj(this::task).toArray(TaskNode[]::new));
    for (int at = 0; at < LENGTH; at++) {
      again = true;
      run(at);
      assertEquals(LENGTH + 1L, bench.ran().size());
    }
  }
}
