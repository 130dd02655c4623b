package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of an installation as a process of its own.
 *
 * @param status exit status
 * @param output lines of standard output
 * @param errors lines of standard error
 */
record Run(int status, List<String> output, List<String> errors) {
  private static final long DEADLINE_SECONDS = 120;

  /** Lines of standard error, but for what every machine without isolated cores goes without. */
  List<String> complaints() {
    return complaints(errors);
  }

  static List<String> complaints(List<String> errors) {
    return errors.stream()
        .filter(line -> !line.matches("WARNING hairspring-lane-[0-9]+ goes without isolation: .*"))
        .toList();
  }

  /** A whole number of a report. */
  static long number(String report, String key) {
    Matcher found = Pattern.compile("\"" + Pattern.quote(key) + "\": (-?[0-9]+)").matcher(report);
    assertTrue(found.find(), () -> key + " is missing in " + report);
    return Long.parseLong(found.group(1));
  }

  /** The installation that the build has assembled. */
  static Path assembled() {
    return Path.of(System.getProperty("hairspring.it.home"));
  }

  /** Starts it, writes the input and waits for its end. */
  static Run of(Path home, String input, String... arguments)
      throws IOException, InterruptedException {
    return with(Launch.brisk(), home, input, arguments);
  }

  /** Likewise, with the virtual machine as it is shipped. */
  static Run shipped(Path home, String input, String... arguments)
      throws IOException, InterruptedException {
    return with(Launch.SHIPPED, home, input, arguments);
  }

  /** Likewise, with flags of the virtual machine, separated by spaces. */
  static Run with(String flags, Path home, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/hairspring").toString()));
    command.addAll(List.of(arguments));
    return of(Launch.of(flags, command), input);
  }

  /** Runs a line of bash in a directory. */
  static Run line(Path directory, String line) throws IOException, InterruptedException {
    return of(
        Launch.of(Launch.brisk(), List.of("bash", "-c", line)).directory(directory.toFile()), "");
  }

  private static Run of(ProcessBuilder builder, String input)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("hairspring", ".out");
    Path errors = Files.createTempFile("hairspring", ".err");
    Path written = Files.writeString(Files.createTempFile("hairspring", ".in"), input);
    try {
      builder
          .redirectInput(written.toFile())
          .redirectOutput(output.toFile())
          .redirectError(errors.toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      assertTrue(ended, () -> "still running: " + read(output) + read(errors));
      return new Run(process.exitValue(), read(output), read(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
      Files.delete(written);
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
