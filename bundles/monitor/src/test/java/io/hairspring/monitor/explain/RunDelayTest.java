package io.hairspring.monitor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDelayTest {
  private final RunDelay delay = new RunDelay();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    delay.close();
  }

  private Path thread(String name, String schedstat) throws IOException {
    final Path thread = Files.createDirectories(directory.resolve(name));
    Files.writeString(thread.resolve("schedstat"), schedstat);
    return thread;
  }

  @Test
  void shouldReadTheSecondNumberEachTimeAnew() throws IOException {
    final Path thread = thread("7", "5000 1200 17\n");
    assertEquals(1_200, delay.nanos(thread));
    thread("7", "6000 1300 18\n");
    assertEquals(1_300, delay.nanos(thread));
  }

  @Test
  void shouldFollowTheThreadThatItIsTold() throws IOException {
    assertEquals(1, delay.nanos(thread("7", "9 1 9\n")));
    assertEquals(2, delay.nanos(thread("8", "9 2 9\n")));
  }

  @Test
  void shouldReadNothingOfAThreadThatIsNotThere() throws IOException {
    assertEquals(0, delay.nanos(directory.resolve("9")));
    assertEquals(0, delay.nanos(null));
    assertEquals(0, delay.nanos(Path.of("")));
    assertEquals(3, delay.nanos(thread("7", "9 3 9\n")));
  }
}
