package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;

class SharedTurnTest {
  private final List<String> course = new ArrayList<>();

  /** Says what it is asked to do. */
  private final class Named implements Agent {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void onStart() {
      course.add(name + " starts");
    }

    @Override
    public int doWork() {
      course.add(name);
      return 1;
    }

    @Override
    public void onClose() {
      course.add(name + " ends");
    }

    @Override
    public String roleName() {
      return name;
    }
  }

  private final SharedTurn turn =
      new SharedTurn(
          List.of(new Named("feed")), List.of(new Named("gateway"), new Named("observer")));

  @Test
  void shouldLetWhoeverSendsEventsHaveATurnBetweenAnyTwoOthers() throws Exception {
    assertEquals(5, turn.doWork());
    assertEquals(List.of("feed", "gateway", "feed", "observer", "feed"), course);
  }

  @Test
  void shouldStartAndEndEachAgentOnce() {
    turn.onStart();
    turn.onClose();
    assertEquals(
        List.of(
            "feed starts",
            "gateway starts",
            "observer starts",
            "feed ends",
            "gateway ends",
            "observer ends"),
        course);
  }
}
