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

class CompilerThreadsTest {
  private FakeThreads threads;
  private CompilerThreads compiler;

  @BeforeEach
  void start(@TempDir Path root) throws IOException {
    CpuSet all = CpuSet.parseList("0-1");
    threads = new FakeThreads(root);
    threads.with(20, all).named(20, "C2 CompilerThre");
    threads.with(21, all).named(21, "C1 CompilerThre");
    threads.with(22, all).named(22, "agent");
    compiler = new CompilerThreads(threads, new HostFiles(root));
  }

  @Test
  void shouldStandBackAndComeForwardAgain() {
    compiler.defer(true);
    compiler.defer(false);

    assertEquals(
        List.of("20 nice -1", "20 nice 10", "21 nice -1", "21 nice 10", "20 nice 0", "21 nice 0"),
        threads.changes);
  }

  @Test
  void shouldChangeNothingThatItCouldNotTakeBack() {
    threads.privileged = false;

    assertThrows(SystemCallException.class, () -> compiler.defer(true));

    assertEquals(List.of(), threads.changes);
  }
}
