package io.hairspring.affinity.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
  @Test
  void shouldReadAllDigitsOfASetting() {
    HostFiles files = HostFiles.running();
    assumeTrue(files.exists("proc/sys/kernel/pid_max"), "needs Linux");

    // The kernel accepts no smaller one than 301.
    assertTrue(files.number("proc/sys/kernel/pid_max").orElseThrow() > 300);
  }

  @Test
  void shouldFindNothingInWhatIsMissingOrOfAnotherFormat(@TempDir Path root) {
    HostFiles files = new FakeHost(root).with("proc/odd", "one two").files();

    assertEquals(Optional.empty(), files.text("proc/missing"));
    assertEquals(OptionalLong.empty(), files.number("proc/odd"));
    assertEquals(Optional.empty(), files.list("proc/odd"));
    assertEquals(Optional.empty(), files.mask("proc/odd"));
    assertEquals(List.of(), files.lines("proc"));
    assertEquals(CpuSet.NONE, files.numbered("proc/missing", ""));
  }

  @Test
  void shouldFindTheMembersWhoseNamesAreNumbersHoweverLarge(@TempDir Path root) {
    HostFiles files =
        new FakeHost(root)
            .with("proc/self/task/7/comm", "a")
            .with("proc/self/task/4194303/comm", "b")
            .with("proc/self/task/self/comm", "c")
            .files();

    assertEquals(Set.of(7, 4_194_303), files.numbers("proc/self/task"));
    assertEquals(Set.of(), files.numbers("proc/missing"));
  }

  @Test
  void shouldReadTheNumberAfterALabel(@TempDir Path root) {
    HostFiles files =
        new FakeHost(root).with("proc/meminfo", "MemTotal:   16 kB\nMemFree: x kB").files();

    assertEquals(OptionalLong.of(16), files.labelled("proc/meminfo", "MemTotal:"));
    assertEquals(OptionalLong.empty(), files.labelled("proc/meminfo", "MemFree:"));
    assertEquals(OptionalLong.empty(), files.labelled("proc/meminfo", "Cached:"));
  }
}
