package io.hairspring.deploy;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One state of a configuration file, kept under a name of its own: File Install makes one of
 * several configurations of a PID of it.
 *
 * @param file where it is
 */
record ConfigurationCopy(File file) {
  /** As File Install reads configurations. */
  private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  /** Tells a component which file its values come from; no component asks for it by itself. */
  private static final String SOURCE = "hairspring.configuration.file";

  private static final String RANKING = "service.ranking";

  /** A value with its type, as in {@code I"5"}. */
  private static final Pattern TYPED = Pattern.compile("[A-Za-z]?\\s*[\"\\[(].*", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");

  /** The PID that a configuration file has in its name. */
  static String pid(File file) {
    return file.getName().replaceFirst("\\.cfg$", "").replaceFirst("-.*", "");
  }

  /**
   * Keeps what a file has now; one that is gone has nothing.
   *
   * @param number how many states there were before
   */
  static ConfigurationCopy of(File original, Path directory, int number) throws IOException {
    String text =
        original.isFile() ? new String(Files.readAllBytes(original.toPath()), CHARSET) : "";
    String name = original.getName().replaceFirst("\\.cfg$", "");
    String copy = name + (name.contains("-") ? "_" : "-") + number + ".cfg";
    Files.createDirectories(directory);
    return new ConfigurationCopy(
        Files.writeString(
                directory.resolve(copy), ranked(text, original.getName(), number), CHARSET)
            .toFile());
  }

  /** A file's text as it is, with the ranking that a later state has over the one before. */
  static String ranked(String text, String source, int number) throws IOException {
    Properties values = new Properties();
    values.load(new StringReader(text));
    boolean typed =
        !values.isEmpty()
            && values.values().stream()
                .allMatch(value -> TYPED.matcher(String.valueOf(value)).matches());
    Matcher own = NUMBER.matcher(values.getProperty(RANKING, "0"));
    int ranking = (own.find() ? Integer.parseInt(own.group()) : 0) + number;
    return text
        + System.lineSeparator()
        + SOURCE
        + (typed ? " = \"" + source + "\"" : " = " + source)
        + System.lineSeparator()
        + RANKING
        + (typed ? " = I\"" + ranking + "\"" : " = " + ranking)
        + System.lineSeparator();
  }
}
