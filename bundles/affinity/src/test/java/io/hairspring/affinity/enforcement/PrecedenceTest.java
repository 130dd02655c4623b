package io.hairspring.affinity.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.affinity.os.SystemCallException;
import io.hairspring.affinity.topology.CpuSet;
import io.hairspring.affinity.topology.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
  private FakeThreads threads;
  private Precedence precedence;

  @BeforeEach
  void start(@TempDir Path root) throws IOException {
    CpuSet all = CpuSet.parseList("0-1");
    threads = new FakeThreads(root);
    threads.with(20, all).named(20, "C2 CompilerThre");
    threads.with(21, all).named(21, "C1 CompilerThre");
    threads.with(22, all).named(22, "agent");
    threads.with(23, all).named(23, "monitor");
    precedence = new Precedence(threads, new HostFiles(root));
  }

  @Test
  void shouldHaveTheCompilerStandBackAndComeForwardAgain() {
    precedence.deferCompilation(true);
    precedence.deferCompilation(false);

    assertEquals(
        List.of("20 nice -1", "20 nice 19", "21 nice -1", "21 nice 19", "20 nice 0", "21 nice 0"),
        threads.changes);
  }

  @Test
  void shouldPreferAgentsOnceCompilationIsDeferred() {
    precedence.prefer(22);
    precedence.deferCompilation(false);
    assertEquals(List.of("20 nice 0", "21 nice 0"), threads.changes);

    threads.changes.clear();
    precedence.deferCompilation(true);
    precedence.deferCompilation(true);
    assertEquals(
        List.of("22 nice -10"),
        threads.changes.stream().filter(change -> change.startsWith("22")).toList());
  }

  @Test
  void shouldChangeNothingThatItCouldNotTakeBack() {
    threads.privileged = false;
    precedence.prefer(22);

    assertThrows(SystemCallException.class, () -> precedence.deferCompilation(true));

    assertEquals(List.of(), threads.changes);
  }
}
