package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSettingsTest {

  @Test
  void shouldHaveADefaultForEverything() {
    final KernelSettings settings = KernelSettings.from(Map.of());
    assertEquals(ThreadPlacement.ANY, settings.laneCore());
    assertEquals(Threading.SHARED, settings.threading());
    assertEquals(65_536, settings.marketLines());
  }

  @Test
  void shouldReadWhatIsConfigured() {
    final KernelSettings settings =
        KernelSettings.from(
            Map.of("lane.core", "none", "threading", "dedicated", "ring.egress", " 128 "));
    assertEquals(KernelSettings.UNPINNED, settings.laneCore());
    assertEquals(Threading.DEDICATED, settings.threading());
    assertEquals(128, settings.egressLines());
  }

  @ParameterizedTest
  @CsvSource({
    "lane.core, first, 'a core number, any, or none'",
    "lane.core, -3, 'a core number, any, or none'",
    "threading, both, 'one of [shared, dedicated, deterministic]'",
    "ring.market, 100, a power of two from 64 to 16777216",
    "ring.records, 32, a whole number from 64 to 16777216",
    "tasks.max, 1025, a whole number from 1 to 1024",
    "deadline.policy, panic, 'one of [count, skip-deferred, abort-orders]'",
    "plan.order, random, 'one of [critical-path, declared, fifo]'",
    "plan.dynamic, maybe, true or false",
    "plan.specialise, sometimes, 'one of [off, measured, always]'",
    "plan.specialise.seconds, 3601, a whole number from 0 to 3600",
    "egress.cancels, 4096, a whole number from 0 to 2048",
    "book.orders, many, a whole number from 16 to 10000000",
  })
  void shouldNameFileKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    final var refusal =
        assertThrows(IllegalArgumentException.class, () -> KernelSettings.from(Map.of(key, value)));
    assertEquals(
        "etc/io.hairspring.kernel.cfg: " + key + " = " + value + ": must be " + allowed,
        refusal.getMessage());
  }

  @Test
  void shouldMakeNothingDependOnAMeasurementWhereThreadingIsDeterministic() {
    final Map<String, String> deterministic = Map.of("threading", "deterministic");
    assertEquals(Specialise.OFF, KernelSettings.from(deterministic).planning().specialise());
    assertEquals(Specialise.MEASURED, KernelSettings.from(Map.of()).planning().specialise());
    final var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                KernelSettings.from(
                    Map.of("threading", "deterministic", "plan.specialise", "measured")));
    assertEquals(
        "etc/io.hairspring.kernel.cfg: plan.specialise = measured: must be off or always where"
            + " threading is deterministic",
        refusal.getMessage());
  }

  /** All of them, but not which were given: the default that is given is no other value. */
  private static String values(KernelSettings settings) {
    return settings.toString().replaceAll(", given=.*", "");
  }

  @Test
  void shouldHaveTheDefaultsThatTheSampleConfigurationShows() throws IOException {
    final Path sample = Path.of("../../distribution/src/main/etc/io.hairspring.kernel.cfg");
    final Map<String, String> shown = new HashMap<>();
    for (final String line : Files.readAllLines(sample)) {
      final Matcher setting = Pattern.compile("#([a-z.]+) =(.*)").matcher(line);
      if (setting.matches()) {
        shown.put(setting.group(1), setting.group(2).trim());
      }
    }
    assertEquals(39, shown.size(), shown::toString);
    assertEquals(values(KernelSettings.from(Map.of())), values(KernelSettings.from(shown)));
  }
}
