package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An installation that runs with its shell, as a process of its own, seen from outside: by what the
 * kernel tells about its threads, and by what it answers.
 */
final class LivePlatform implements AutoCloseable {
  /** What the kernel keeps of a lane thread's name. */
  private static final String LANE = "hairspring-lane";

  private static final String MASK = "Cpus_allowed_list:";
  private static final long DEADLINE_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 10_000_000;

  private final Process process;
  private final BufferedWriter input;
  private final Path output;

  private LivePlatform(Process process, Path output) {
    this.process = process;
    this.output = output;
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts one, behind the words of a command that starts it in a certain way. */
  static LivePlatform start(Path home, String... launcher) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.add(home.resolve("bin/hairspring").toString());
    return start(Launch.brisk(), command);
  }

  /** Starts one that is started again when it is killed; the process is who does that. */
  static LivePlatform keep(Path home) throws IOException {
    return start(Launch.brisk(), List.of(home.resolve("bin/hairspring").toString(), "keep"));
  }

  /** Starts one with the virtual machine as it is shipped. */
  static LivePlatform shipped(Path home) throws IOException {
    return start(Launch.SHIPPED, List.of(home.resolve("bin/hairspring").toString()));
  }

  private static LivePlatform start(String flags, List<String> command) throws IOException {
    Path output = Files.createTempFile("hairspring", ".out");
    ProcessBuilder builder =
        Launch.of(flags, command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new LivePlatform(builder.start(), output);
  }

  long pid() {
    return process.pid();
  }

  /** The core that its lane is alone on, or may be; waits until there is one. */
  String awaitLaneCore() {
    return await(
        "its lane is pinned",
        () ->
            threads().values().stream()
                .filter(thread -> thread.name().equals(LANE) && thread.cores().matches("[0-9]+"))
                .map(Seen::cores)
                .findFirst()
                .orElse(""));
  }

  /** Gives a command to its shell, again and again, until the output has what is looked for. */
  String awaitAnswer(String command, String pattern) {
    return await(
        "it answers " + command + " with " + pattern,
        () -> {
          try {
            input.write(command + "\n");
            input.flush();
          } catch (IOException e) {
            throw new AssertionError("it has ended: " + output(), e);
          }
          return output().lines().filter(line -> line.matches(pattern)).findFirst().orElse("");
        });
  }

  /** Waits until its output has a line that is looked for. */
  String awaitLine(String pattern) {
    return await(
        "it says " + pattern,
        () -> output().lines().filter(line -> line.matches(pattern)).findFirst().orElse(""));
  }

  /** Waits until an answer is not empty. */
  String await(String what, Supplier<String> answer) {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (System.nanoTime() < end && process.isAlive()) {
      String found = answer.get();
      if (!found.isEmpty()) {
        return found;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("not in time: " + what + ": " + output());
  }

  /**
   * A thread as the kernel shows it.
   *
   * @param name the first 15 letters of its name
   * @param cores the processors it may run on
   */
  record Seen(String name, String cores) {
    boolean isLane() {
      return name.equals(LANE);
    }
  }

  /** Every thread of the process at this moment. */
  Map<String, Seen> threads() {
    Map<String, Seen> threads = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path task : (Iterable<Path>) tasks::iterator) {
        seen(task, threads);
      }
    } catch (IOException e) {
      throw new AssertionError("it has ended: " + output(), e);
    }
    return threads;
  }

  private static void seen(Path task, Map<String, Seen> threads) {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      String cores =
          Files.readAllLines(task.resolve("status")).stream()
              .filter(line -> line.startsWith(MASK))
              .map(line -> line.substring(MASK.length()).strip())
              .findFirst()
              .orElse("");
      threads.put(task.getFileName().toString(), new Seen(name, cores));
    } catch (IOException e) {
      // It has ended while it was looked at.
      threads.remove(task.getFileName().toString());
    }
  }

  /** What it has written so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }

  /** Kills what is kept, as kill -9 does. */
  void killKept() {
    process.children().forEach(kept -> assertTrue(kept.destroyForcibly(), kept::toString));
  }

  /** Closes the input of its shell, waits until it has ended, and returns its exit status. */
  int endInput() throws IOException, InterruptedException {
    input.close();
    assertTrue(process.waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS), this::output);
    return process.exitValue();
  }

  /** Asks it to end, waits until it has, and returns its exit status. */
  int end() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS), this::output);
    return process.exitValue();
  }

  /** Forgets what it has written so far. */
  void clear() {
    try (FileChannel file = FileChannel.open(output, StandardOpenOption.WRITE)) {
      file.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as kill -9 does. */
  void kill() {
    // Who starts it again goes first.
    List<ProcessHandle> kept = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    kept.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    kill();
    Files.delete(output);
  }
}
