package io.hairspring.peers.logging;

import io.hairspring.peers.bench.PeerThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The JDK's logger into a file, as it is: formatted and written by the thread itself. */
final class JdkLog extends Log {
  private final Logger logger = Logger.getAnonymousLogger();
  private final FileHandler handler;

  JdkLog(PeerThreads threads, Path folder) throws IOException {
    super("jdk-logger", threads);
    handler = new FileHandler(folder.resolve("jdk.log").toString());
    handler.setFormatter(new SimpleFormatter());
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @Override
  void record(long number, long due, long start) {
    logger.log(
        Level.INFO,
        "cycle {0} due {1} start {2} {3} {4} {5} {6}",
        new Object[] {number, due, start, 1L, 2L, 3L, 4L});
  }

  @Override
  public void close() {
    handler.close();
  }
}
