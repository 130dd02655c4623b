package io.hairspring.affinity.topology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files in which a Linux kernel describes its machine, under a root: {@code /} for the running
 * one. What is missing, unreadable or not of its format is absent: kernels, containers and
 * privileges differ, and each reader says what the absence means. Control and shell threads.
 *
 * @param root directory that holds {@code proc} and {@code sys}
 */
public record HostFiles(Path root) {
  private static final int BUFFER = 1 << 14;

  /** Those of the running system. */
  public static HostFiles running() {
    return new HostFiles(Path.of("/"));
  }

  /** The path below the root, for messages and commands. */
  public Path path(String name) {
    return root.resolve(name);
  }

  /** Whether there is such a file or directory. */
  public boolean exists(String name) {
    return Files.exists(path(name));
  }

  /** The text without white space at its ends. */
  public Optional<String> text(String name) {
    try {
      byte[] bytes = bytes(path(name));
      // Kernels before 2.6.38 end some lists with a zero byte.
      return Optional.of(new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip());
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /**
   * Not readAllBytes: that asks for one byte first, and a sysctl answers a second read with none.
   */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.write(buffer, 0, read);
      }
      return content.toByteArray();
    }
  }

  /** The lines; none when there is no such file. */
  public List<String> lines(String name) {
    return text(name).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** A whole number. */
  public OptionalLong number(String name) {
    Optional<Long> number = text(name).flatMap(text -> parsed(text, Long::valueOf));
    return number.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** A set of processors or nodes as a list. */
  public Optional<CpuSet> list(String name) {
    return text(name).flatMap(text -> parsed(text, CpuSet::parseList));
  }

  /** A set of processors or nodes as a mask. */
  public Optional<CpuSet> mask(String name) {
    return text(name).flatMap(text -> parsed(text, CpuSet::parseMask));
  }

  /** The number after the label of a line, as in {@code MemTotal: 16 kB}. */
  public OptionalLong labelled(String name, String label) {
    for (String line : lines(name)) {
      int at = line.indexOf(label);
      if (at >= 0) {
        String[] words = line.substring(at + label.length()).strip().split("\\s+", -1);
        Optional<Long> number = parsed(words[0], Long::valueOf);
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
      }
    }
    return OptionalLong.empty();
  }

  /** The processors, nodes or the like of a directory: members named by a prefix and a number. */
  public CpuSet numbered(String directory, String prefix) {
    return CpuSet.of(
        children(directory).stream()
            .filter(name -> name.matches(prefix + "[0-9]{1,6}"))
            .map(name -> Integer.valueOf(name.substring(prefix.length())))
            .toList());
  }

  /**
   * The members of a directory whose names are numbers: threads and processes, whose numbers are
   * too large for a set of processors.
   */
  public Set<Integer> numbers(String directory) {
    return children(directory).stream()
        .filter(name -> name.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /** The names in a directory, sorted; none when there is no such directory. */
  public List<String> children(String directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path(directory))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException | SecurityException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> format) {
    try {
      return Optional.of(format.apply(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
