package io.hairspring.affinity.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFileTest {
  private Path path;

  @BeforeEach
  void write(@TempDir Path directory) throws IOException {
    path = directory.resolve("counters");
    Files.writeString(path, "1 22 333\nlow:\t4\nbelow:\t55  6\nlast 7");
  }

  @Test
  void shouldReadNumbersByTheStartOfTheirLine() throws IOException {
    try (CounterFile file = new CounterFile(path)) {
      file.refresh();
      assertEquals(22, file.number("", 1));
      assertEquals(333, file.number("", 2));
      assertEquals(4, file.number("low:", 0));
      assertEquals(6, file.number("below:", 1));
      assertEquals(7, file.number("last", 0));
    }
  }

  @Test
  void shouldTakeWhatIsNotThereForNothing() throws IOException {
    try (CounterFile file = new CounterFile(path)) {
      file.refresh();
      assertEquals(0, file.number("none", 0));
      assertEquals(0, file.number("low:", 1));
      assertEquals(0, file.number("last", 9));
    }
  }

  @Test
  void shouldReadAnewWithEachRefresh() throws IOException {
    try (CounterFile file = new CounterFile(path)) {
      file.refresh();
      Files.writeString(path, "8");
      file.refresh();
      assertEquals(8, file.number("", 0));
      assertEquals(0, file.number("low:", 0));
    }
  }

  @Test
  void shouldReadTheLastOfAThousandProcessors() throws IOException {
    StringBuilder stat = new StringBuilder();
    for (int cpu = 0; cpu < 1_000; cpu++) {
      stat.append("cpu").append(cpu).append(" 1000000 2000000 3000000 4000000 5000000 6 7 ");
      stat.append(cpu).append(" 0 0\n");
    }
    Files.writeString(path, stat);
    try (CounterFile file = new CounterFile(path)) {
      for (int look = 0; look < 2; look++) {
        file.refresh();
        assertEquals(999, file.number("cpu999 ", 7));
      }
    }
  }
}
