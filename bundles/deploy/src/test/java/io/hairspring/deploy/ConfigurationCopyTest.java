package io.hairspring.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCopyTest {
  @TempDir Path scratch;

  private static Properties ranked(String text, int number) throws Exception {
    Properties values = new Properties();
    values.load(new StringReader(ConfigurationCopy.ranked(text, "some.Pid.cfg", number)));
    return values;
  }

  @Test
  void shouldRankALaterStateAboveTheOneBeforeAndKeepTheValues() throws Exception {
    Properties values = ranked("# a comment\nquantity = 2", 3);
    assertEquals("2", values.get("quantity"));
    assertEquals("3", values.get("service.ranking"));
    assertEquals("some.Pid.cfg", values.get("hairspring.configuration.file"));
  }

  @Test
  void shouldAddToTheRankingThatAFileHas() throws Exception {
    assertEquals("9", ranked("service.ranking = 5\nx = y", 4).get("service.ranking"));
    assertEquals("5", ranked("service.ranking = 5\nx = y", 0).get("service.ranking"));
  }

  @Test
  void shouldWriteTypesWhereEveryValueHasOne() throws Exception {
    Properties values = ranked("quantity = I\"2\"\nservice.ranking = I\"5\"", 4);
    assertEquals("I\"9\"", values.get("service.ranking"));
    assertEquals("\"some.Pid.cfg\"", values.get("hairspring.configuration.file"));
  }

  @Test
  void shouldBeOneOfSeveralConfigurationsOfThePidInTheName() throws Exception {
    Path file = Files.writeString(scratch.resolve("some.Pid.cfg"), "x = y");
    assertEquals("some.Pid-2.cfg", copy(file.toFile()));
    assertEquals("some.Pid-a_2.cfg", copy(scratch.resolve("some.Pid-a.cfg").toFile()));
    assertEquals("some.Pid", ConfigurationCopy.pid(new File("etc/some.Pid-a.cfg")));
    assertEquals("some.Pid", ConfigurationCopy.pid(new File("etc/some.Pid.cfg")));
  }

  private String copy(File file) throws Exception {
    return ConfigurationCopy.of(file, scratch.resolve("copies"), 2).file().getName();
  }
}
