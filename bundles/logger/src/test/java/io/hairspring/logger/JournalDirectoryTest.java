package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalDirectoryTest {
  @Test
  void shouldTakeTheConfiguredDirectory() {
    assertEquals(Path.of("/journals"), JournalDirectory.of(" /journals/ ", "/home"));
  }

  @Test
  void shouldFallBackToThePlatformsHome() {
    assertEquals(Path.of("/home/data/journal"), JournalDirectory.of("", "/home"));
  }

  @Test
  void shouldSayWhatToSetWhenNothingSaysWhere() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> JournalDirectory.of("", null))
            .getMessage();

    assertTrue(message.contains("set directory in io.hairspring.logger"), message);
  }

  @Test
  void shouldNameTheKeyOfAValueThatIsNoPath() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> JournalDirectory.of("a\0b", null))
            .getMessage();

    assertTrue(message.startsWith("io.hairspring.logger directory = 'a"), message);
  }
}
