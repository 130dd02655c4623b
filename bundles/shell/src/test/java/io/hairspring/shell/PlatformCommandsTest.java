package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.Test;

class PlatformCommandsTest {

  @Test
  void shouldAnswerWithOneLineWhenThereIsNoKernel() {
    PlatformCommands commands = new PlatformCommands();
    List<Object> answers =
        List.of(
            commands.lanes(), commands.tasks(), commands.plan(), commands.feed(), commands.books());
    for (Object answer : answers) {
      assertEquals(PlatformCommands.NO_PLATFORM, answer);
    }
    assertEquals(1, PlatformCommands.NO_PLATFORM.lines().count());
  }

  @Test
  void shouldDescribeEveryCommand() throws ReflectiveOperationException {
    for (String name : Arrays.asList("lanes", "tasks", "plan", "feed", "books")) {
      assertNotNull(PlatformCommands.class.getMethod(name).getAnnotation(Descriptor.class), name);
    }
  }
}
