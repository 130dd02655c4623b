package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.affinity.enforcement.FakeThreads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHasteTest {
  private static final int ID = 12;

  @TempDir Path root;

  @Test
  void shouldHaveAnAgentGoFirstAndMakeItAnOrdinaryThreadAgain() {
    FakeThreads threads = new FakeThreads(root);
    AgentHaste haste = new AgentHaste(threads);
    haste.came(Thread.currentThread(), ID);
    threads.changes.clear();

    haste.hurry(Thread.currentThread());
    haste.relax(Thread.currentThread());

    assertEquals(List.of("12 first in first out", "12 ordinary"), threads.changes);
  }

  @Test
  void shouldLeaveAThreadAloneThatIsNoAgent() {
    FakeThreads threads = new FakeThreads(root);
    AgentHaste haste = new AgentHaste(threads);

    haste.hurry(Thread.currentThread());
    haste.relax(Thread.currentThread());

    assertEquals(List.of(), threads.changes);
  }

  @Test
  void shouldAskNoMoreWhereItIsNotAllowed() {
    FakeThreads threads = new FakeThreads(root);
    threads.ordinaryOnly = true;
    AgentHaste haste = new AgentHaste(threads);
    haste.came(Thread.currentThread(), ID);
    threads.changes.clear();

    haste.hurry(Thread.currentThread());
    threads.ordinaryOnly = false;
    haste.hurry(Thread.currentThread());
    haste.relax(Thread.currentThread());

    assertEquals(List.of(), threads.changes);
  }
}
