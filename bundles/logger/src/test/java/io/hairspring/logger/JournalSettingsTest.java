package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalSettingsTest {
  private static JournalSettings settings(String key, String value, String home) {
    return JournalSettings.from(Configuration.of(JournalSettings.PID, Map.of(key, value)), home);
  }

  @Test
  void shouldHaveTheDefaultsThatTheSampleConfigurationShows() {
    JournalSettings settings = settings("directory", "", "/home");
    assertEquals(Path.of("/home/data/journal"), settings.directory());
    assertEquals(Resume.UNCLEAN, settings.resume());
    assertEquals(AppendThread.OBSERVER, settings.thread());
    assertEquals(262_144, settings.queueLines());
    assertEquals(Duration.ofHours(1), settings.rollTime());
    assertEquals(256L << 20, settings.rollSize());
    assertEquals(Duration.ZERO, settings.retentionTime());
    assertEquals(0, settings.retentionSize());
    assertEquals(1L << 30, settings.spaceReserve());
    assertEquals(128L << 20, settings.spaceLeast());
    assertEquals(WhenFull.REFUSE, settings.whenFull());
  }

  @Test
  void shouldTakeTheConfiguredDirectory() {
    assertEquals(Path.of("/journals"), settings("directory", " /journals/ ", "/home").directory());
  }

  @ParameterizedTest
  @CsvSource({
    "directory, '', set where the system property hairspring.home is not",
    "resume, perhaps, 'one of [unclean, always, never]'",
    "thread, mine, 'one of [observer, own]'",
    "queue.lines, 1000, a whole number from 1024 to 16777216",
    "queue.lines, 3000, a power of two from 1024 to 16777216",
    "roll.time, 0, more than 0",
    "roll.time, soon, 'a time such as 5ms, 1h or 30d, in us, ms, s, m, h or d'",
    "roll.size, 0, more than 0",
    "retention.size, 5 apples, 'a size such as 256MB or 2GB, in B, kB, MB, GB or TB'",
    "space.full, explode, 'one of [refuse, drop]'",
  })
  void shouldNameFileKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    String home = key.equals("directory") ? null : "/home";
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> settings(key, value, home));
    assertEquals(
        "etc/io.hairspring.logger.cfg: " + key + " = " + value + ": must be " + allowed,
        wrong.getMessage());
  }
}
