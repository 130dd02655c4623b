package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final List<String> logged = new ArrayList<>();
  private final PrintStream errors =
      new PrintStream(
          new ErrorLines(new PrintStream(shown, true, StandardCharsets.UTF_8), logged::add),
          true,
          StandardCharsets.UTF_8);

  @Test
  void shouldShowWhatALibrarySaysAndLogItsStackTrace() {
    errors.println("ERROR: component x: cannot be activated");
    new IllegalStateException("why", new RuntimeException("deeper")).printStackTrace(errors);
    errors.println("done");

    assertEquals(
        List.of("ERROR: component x: cannot be activated", "done"),
        shown.toString(StandardCharsets.UTF_8).lines().toList());
    assertEquals("java.lang.IllegalStateException: why", logged.get(0));
    assertEquals(1, logged.stream().filter(l -> l.startsWith("Caused by: ")).count());
  }
}
