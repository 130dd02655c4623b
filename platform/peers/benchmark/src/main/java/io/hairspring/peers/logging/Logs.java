package io.hairspring.peers.logging;

import io.hairspring.peers.bench.PeerThreads;
import io.hairspring.peers.bench.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Who keeps records, and the folder that their files are in. */
public final class Logs implements AutoCloseable {
  private final Path folder;
  private final Work work;

  /** Everybody, with files in a new folder among the temporary ones. */
  public Logs(PeerThreads threads) throws IOException {
    folder = Files.createTempDirectory("hairspring-peers");
    work =
        new Work(
            "log",
            List.of(
                new RingLog(threads),
                new NoLog(threads),
                new ChronicleLog(threads, folder),
                new Log4jLog(threads, folder),
                new JdkLog(threads, folder)));
  }

  /** The work. */
  public Work work() {
    return work;
  }

  /** Deletes the folder; the work is closed already. */
  @Override
  public void close() throws IOException {
    final List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (final Path file : files) {
      Files.delete(file);
    }
  }
}
