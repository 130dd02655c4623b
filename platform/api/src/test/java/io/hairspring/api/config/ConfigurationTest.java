package io.hairspring.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private enum Mood {
    CALM,
    VERY_LOUD
  }

  /** Keeps what is logged. */
  private static final class Told implements System.Logger {
    private final List<String> lines = new ArrayList<>();

    @Override
    public String getName() {
      return "told";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(level + " " + format);
    }
  }

  private final Told told = new Told();

  private static Configuration of(Map<String, ?> properties) {
    return Configuration.of("io.example", properties);
  }

  private static String refusal(String value, Function<Configuration, ?> reading) {
    final Configuration configuration = of(Map.of("key", value));
    return assertThrows(IllegalArgumentException.class, () -> reading.apply(configuration))
        .getMessage();
  }

  @Test
  void shouldTakeWhatIsConfiguredWithoutTheSpaceAroundIt() {
    final Configuration configuration =
        of(
            Map.of(
                "text", " a b ",
                "flag", "true",
                "number", " 7",
                "typed", 8,
                "power", "64",
                "mood", "very-loud",
                "path", "/a/../b"));
    assertEquals("a b", configuration.text("text", ""));
    assertTrue(configuration.flag("flag", false));
    assertEquals(7, configuration.number("number", 1, 0, 10));
    assertEquals(8, configuration.number("typed", 1, 0, 10));
    assertEquals(64, configuration.powerOfTwo("power", 1, 1, 64));
    assertEquals(Mood.VERY_LOUD, configuration.choice("mood", Mood.CALM));
    assertEquals(Path.of("/b"), configuration.path("path", null));
  }

  @Test
  void shouldHaveTheDefaultWhereNothingOrAnEmptyValueIsConfigured() {
    for (final Configuration configuration : List.of(of(Map.of()), of(Map.of("key", " ")))) {
      assertFalse(configuration.flag("key", false));
      assertEquals(3, configuration.number("key", 3, 0, 10));
      assertEquals(Mood.CALM, configuration.choice("key", Mood.CALM));
      assertEquals(Path.of("/x"), configuration.path("key", Path.of("/x")));
      assertEquals("d", configuration.filled("key", "d"));
    }
    assertEquals("d", of(Map.of()).text("key", "d"));
    assertEquals("", of(Map.of("key", " ")).text("key", "d"));
  }

  @Test
  void shouldNameFileKeyValueAndWhatIsAllowed() {
    assertEquals(
        "etc/io.example.cfg: key = 11: must be a whole number from 0 to 10",
        refusal("11", c -> c.number("key", 3, 0, 10)));
    assertEquals(
        "etc/io.example.cfg: key = 1e3: must be a whole number from 0 to 10",
        refusal("1e3", c -> c.number("key", 3, 0, 10)));
    assertEquals(
        "etc/io.example.cfg: key = 3: must be a power of two from 1 to 8",
        refusal("3", c -> c.powerOfTwo("key", 1, 1, 8)));
    assertEquals(
        "etc/io.example.cfg: key = yes: must be true or false",
        refusal("yes", c -> c.flag("key", true)));
    assertEquals(
        "etc/io.example.cfg: key = mad: must be one of [calm, very-loud]",
        refusal("mad", c -> c.choice("key", Mood.CALM)));
    assertTrue(refusal("a\0b", c -> c.path("key", null)).endsWith(": must be a path"));
  }

  @Test
  void shouldNameTheFileThatAConfigurationComesFrom() {
    final Configuration configuration =
        of(Map.of("felix.fileinstall.filename", "file:/opt/h/etc/io.example-a.cfg", "key", "x"));
    assertEquals("etc/io.example-a.cfg: key = x", configuration.where("key"));
  }

  @Test
  void shouldTellOfKeysThatNothingAsksForAndWhatTheyMayMean() {
    final Configuration configuration =
        of(Map.of("ring.markt", "64", "Spikeratio", "2", "colour", "red", "lanes", "1"));
    configuration.number("ring.market", 64, 1, 64);
    configuration.number("spike.ratio", 2, 1, 64);
    configuration.number("lanes", 2, 1, 64);
    assertEquals(
        List.of(
            "etc/io.example.cfg: Spikeratio = 2: there is no such key, it is ignored; spike.ratio"
                + " may be meant",
            "etc/io.example.cfg: colour = red: there is no such key, it is ignored",
            "etc/io.example.cfg: ring.markt = 64: there is no such key, it is ignored; ring.market"
                + " may be meant"),
        configuration.unknown());
  }

  @Test
  void shouldNotTellOfWhatTheContainerAdds() {
    final Configuration configuration =
        of(
            Map.of(
                "service.pid", "x",
                "component.name", "x",
                "component.id", 1L,
                "felix.fileinstall.filename", "file:/etc/x.cfg",
                "hairspring.strategy.name", "x",
                "clock.target", "(a=b)",
                "mitigate.burst", "shed"));
    assertEquals(List.of("mitigate.burst"), configuration.keys("mitigate."));
    assertEquals(List.of(), configuration.unknown());
  }

  @Test
  void shouldTellOfAWrongValueOnceAndThrow() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Configuration.read(
                "io.example",
                Map.of("key", "many", "other", "1"),
                told,
                c -> c.number("key", 1, 0, 9) + c.number("other", 1, 0, 9)));
    assertEquals(
        List.of("ERROR etc/io.example.cfg: key = many: must be a whole number from 0 to 9"),
        told.lines);
  }

  @Test
  void shouldTellAgainOnlyWhenTheConfigurationHasChanged() {
    for (final String value : List.of("many", "many", "few", "many")) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Configuration.read(
                  "io.repeated", Map.of("key", value), told, c -> c.number("key", 1, 0, 9)));
    }
    final String start = "ERROR etc/io.repeated.cfg: key = ";
    final String end = ": must be a whole number from 0 to 9";
    assertEquals(
        List.of(start + "many" + end, start + "few" + end, start + "many" + end), told.lines);
  }

  @Test
  void shouldTellOnceOfAFileThatComponentsShare() {
    for (final long component : new long[] {11, 12}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Configuration.read(
                  "io.shared",
                  Map.of("key", "many", "component.id", component),
                  told,
                  c -> c.number("key", 1, 0, 9)));
    }
    assertEquals(
        List.of("ERROR etc/io.shared.cfg: key = many: must be a whole number from 0 to 9"),
        told.lines);
  }

  @Test
  void shouldTellOfAnUnknownKeyAndGoOn() {
    final int key =
        Configuration.read(
            "io.example",
            Map.of("key", "5", "kye", "6"),
            told,
            configuration -> configuration.number("key", 1, 0, 9));
    assertEquals(5, key);
    assertEquals(
        List.of(
            "WARNING etc/io.example.cfg: kye = 6: there is no such key, it is ignored; key may be"
                + " meant"),
        told.lines);
  }
}
