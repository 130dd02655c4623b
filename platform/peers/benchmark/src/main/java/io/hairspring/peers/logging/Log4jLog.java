package io.hairspring.peers.logging;

import static org.apache.logging.log4j.util.Unbox.box;

import io.hairspring.peers.bench.PeerThreads;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * Log4j 2 with all loggers asynchronous, on the Disruptor: numbers without boxes, no location, a
 * random access file that is not flushed for each message.
 */
final class Log4jLog extends Log {
  private static final long STOP_SECONDS = 10;

  private final AsyncLoggerContext context;
  private final Logger logger;

  Log4jLog(PeerThreads threads, Path folder) {
    super("log4j-async", threads);
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Log4jLog.class.getClassLoader());
    try {
      context = new AsyncLoggerContext("peers");
      context.start(configuration(folder.resolve("log4j.log")));
      logger = context.getLogger("peers");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static BuiltConfiguration configuration(Path file) {
    final ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.ERROR);
    builder.add(
        builder
            .newAppender("file", "RandomAccessFile")
            .addAttribute("fileName", file.toString())
            .addAttribute("immediateFlush", false)
            .add(builder.newLayout("PatternLayout").addAttribute("pattern", "%d %p %c %m%n")));
    builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("file")));
    return builder.build();
  }

  @Override
  void record(long number, long due, long start) {
    logger.info(
        "cycle {} due {} start {} {} {} {} {}",
        box(number),
        box(due),
        box(start),
        box(1L),
        box(2L),
        box(3L),
        box(4L));
  }

  @Override
  public void close() {
    context.stop(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
