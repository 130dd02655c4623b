package io.hairspring.api.config;

import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a component is configured with, from {@code etc/PID.cfg}: values are taken out key by key
 * and checked on the way, and what nothing has asked for is known to be a mistake. A wrong value is
 * an {@link IllegalArgumentException} whose message is one line of file, key, value and what would
 * be right. A key without a value, or with an empty one, has its default, except as {@link #text}.
 *
 * <p>A component takes its properties as a map, and reads them by {@link #read}:
 *
 * <pre>{@code
 * @Activate
 * public MeanReversion(Map<String, Object> properties) {
 *   quantity =
 *       Configuration.read(
 *           "com.example.MeanReversion",
 *           properties,
 *           LOG,
 *           configuration -> configuration.number("quantity", 1, 1, 1_000));
 * }
 * }</pre>
 *
 * <p>The properties are not copied. One thread at a time, the control thread as a rule.
 */
public final class Configuration {
  /** Set by the container, or by a component's own property types. */
  private static final List<String> FOREIGN =
      List.of("service.", "component.", "felix.", "osgi.", "hairspring.", ".");

  /** Which service a reference of a component is bound to, and how many there must be. */
  private static final List<String> FOREIGN_ENDS = List.of(".target", ".cardinality.minimum");

  private static final List<String> FOREIGN_NAMES = List.of("objectClass");

  /** Where the configurations that come from files have the file. */
  private static final String SOURCE = "felix.fileinstall.filename";

  /** The same, when it is a copy that they come from. */
  private static final String ORIGINAL = "hairspring.configuration.file";

  /** By file, the properties that were read last. */
  private static final Map<String, Map<String, ?>> READ = new ConcurrentHashMap<>();

  private final String file;
  private final Map<String, ?> properties;
  private final TreeSet<String> known = new TreeSet<>();

  private Configuration(String file, Map<String, ?> properties) {
    this.file = file;
    this.properties = properties;
  }

  /**
   * A configuration of which nothing has been asked yet.
   *
   * @param pid the component's PID, for messages where the properties do not come from a file
   */
  public static Configuration of(String pid, Map<String, ?> properties) {
    final Object original = properties.get(ORIGINAL);
    final Object source = original == null ? properties.get(SOURCE) : original;
    final String name = source == null ? pid + ".cfg" : source.toString();
    return new Configuration("etc/" + name.substring(name.lastIndexOf('/') + 1), properties);
  }

  /**
   * Reads a configuration and tells what is wrong with it: an error for a value, because the
   * component runtime would bury it in a stack trace, and a warning for each key that the reader
   * has not asked for. It is told once, however often the runtime tries the same properties, and
   * however many components share them.
   *
   * @param reader makes of it what the component needs; asks for every key there is
   * @throws IllegalArgumentException what the reader has thrown, when it has been told
   */
  public static <T> T read(
      String pid, Map<String, ?> properties, System.Logger log, Function<Configuration, T> reader) {
    final Configuration configuration = of(pid, properties);
    // Components that share a file differ in what the container sets.
    final Map<String, Object> copy = new HashMap<>(properties);
    copy.keySet().removeIf(Configuration::foreign);
    final boolean first = !copy.equals(READ.put(configuration.file, copy));
    try {
      final T result = reader.apply(configuration);
      if (first) {
        configuration.unknown().forEach(line -> log.log(Level.WARNING, line));
      }
      return result;
    } catch (final IllegalArgumentException e) {
      if (first) {
        log.log(Level.ERROR, e.getMessage());
      }
      throw e;
    }
  }

  /** The text of a key, without white space around it; the default only when there is none. */
  public String text(String key, String byDefault) {
    known.add(key);
    final Object value = properties.get(key);
    return value == null ? byDefault : value.toString().strip();
  }

  /** Whether a key is {@code true}; {@code false} is the only other value. */
  public boolean flag(String key, boolean byDefault) {
    return switch (filled(key, String.valueOf(byDefault))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "true or false");
    };
  }

  /** A whole number, {@code least} and {@code most} included. */
  public int number(String key, int byDefault, int least, int most) {
    try {
      final int number = Integer.parseInt(filled(key, String.valueOf(byDefault)));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (final NumberFormatException e) {
      // Said below, as of a number that is out of range.
    }
    throw wrong(key, "a whole number from " + least + " to " + most);
  }

  /** A power of two, {@code least} and {@code most} included, which are powers of two too. */
  public int powerOfTwo(String key, int byDefault, int least, int most) {
    final int number = number(key, byDefault, least, most);
    if (Integer.bitCount(number) != 1) {
      throw wrong(key, "a power of two from " + least + " to " + most);
    }
    return number;
  }

  /** A constant by its name in small letters, with hyphens between words. */
  public <E extends Enum<E>> E choice(String key, E byDefault) {
    final String value = filled(key, spelled(byDefault));
    final E[] all = byDefault.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(constant -> spelled(constant).equals(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> wrong(key, "one of " + Arrays.stream(all).map(Configuration::spelled).toList()));
  }

  /** An absolute path; the default where nothing is configured. */
  public Path path(String key, Path byDefault) {
    final String value = text(key, "");
    try {
      return value.isEmpty() ? byDefault : Path.of(value).toAbsolutePath().normalize();
    } catch (final InvalidPathException e) {
      throw wrong(key, "a path");
    }
  }

  /** The text of a key, the default also when it is empty. */
  public String filled(String key, String byDefault) {
    final String value = text(key, "");
    return value.isEmpty() ? byDefault : value;
  }

  /** Whether there is a value, an empty one included. Does not count as asking for it. */
  public boolean has(String key) {
    return properties.containsKey(key);
  }

  /** The keys that begin with a prefix, all of which count as asked for. */
  public List<String> keys(String prefix) {
    final List<String> keys =
        properties.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    known.addAll(keys);
    return keys;
  }

  /**
   * What is thrown for a value that is wrong.
   *
   * @param allowed what it must be, as in "a whole number from 1 to 16"
   */
  public IllegalArgumentException wrong(String key, String allowed) {
    return new IllegalArgumentException(where(key) + ": must be " + allowed);
  }

  /** File, key and value, as messages begin. */
  public String where(String key) {
    return file + ": " + key + " = " + text(key, "");
  }

  /** One line for each key that nothing has asked for, with the key that may be meant. */
  public List<String> unknown() {
    final List<String> lines = new ArrayList<>();
    for (final String key : new TreeSet<>(properties.keySet())) {
      if (!known.contains(key) && !foreign(key)) {
        final String meant = Spelling.nearest(key, known);
        lines.add(
            file
                + ": "
                + key
                + " = "
                + properties.get(key)
                + ": there is no such key, it is ignored"
                + (meant.isEmpty() ? "" : "; " + meant + " may be meant"));
      }
    }
    return lines;
  }

  private static boolean foreign(String key) {
    return FOREIGN.stream().anyMatch(key::startsWith)
        || FOREIGN_ENDS.stream().anyMatch(key::endsWith)
        || FOREIGN_NAMES.contains(key);
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
