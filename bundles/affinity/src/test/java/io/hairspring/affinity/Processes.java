package io.hairspring.affinity;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link PinningProcess} that runs. */
record Processes(Process process, List<String> output) implements Closeable {

  /** Starts one, behind the words of a command that starts it in a certain way. */
  static Processes start(List<String> launcher, Path locks, int core, String... settings)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PinningProcess.class.getName(),
            locks.toString(),
            Integer.toString(core)));
    command.addAll(List.of(settings));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine();
        line != null && !line.equals("done");
        line = reader.readLine()) {
      output.add(line);
    }
    return new Processes(process, output);
  }

  /** Ends it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String answer() {
    return output.stream()
        .filter(line -> line.startsWith("core ") || line.startsWith("refused "))
        .findFirst()
        .orElse(String.join("\n", output));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
