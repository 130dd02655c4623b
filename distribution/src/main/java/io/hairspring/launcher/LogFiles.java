package io.hairspring.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Where {@code java.util.logging} goes: everything from INFO to {@code log/hairspring.log}, with
 * stack traces; one line for each WARNING and above to standard error.
 */
final class LogFiles {
  /** Bytes, after which the file is begun anew. */
  private static final int LIMIT = 50_000_000;

  private LogFiles() {}

  /** Replaces the JVM's own handlers. A second process writes to a file beside the first's. */
  static void open(Path directory) throws IOException {
    Files.createDirectories(directory);
    LogManager.getLogManager().reset();
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
    Logger root = Logger.getLogger("");
    Handler file = new FileHandler(directory.resolve("hairspring.log").toString(), LIMIT, 1, true);
    file.setFormatter(new SimpleFormatter());
    root.addHandler(file);
    Handler console = new ConsoleHandler();
    console.setLevel(Level.WARNING);
    console.setFilter(
        entry -> entry.getLevel().equals(Level.SEVERE) || !forTheFile(entry.getLoggerName()));
    console.setFormatter(new OneLine());
    root.addHandler(console);
    root.setLevel(Level.INFO);
    if (LogManager.getLogManager() instanceof LastingLogs logs) {
      logs.keep();
    }
    PrintStream user = System.err;
    Logger printed = Logger.getLogger("printed");
    System.setErr(
        new PrintStream(new ErrorLines(user, printed::info), true, StandardCharsets.UTF_8));
  }

  /** Closes them, at the very end of the process. The second call does nothing. */
  static void close() {
    if (LogManager.getLogManager() instanceof LastingLogs logs) {
      logs.end();
    }
  }

  /**
   * Whose warnings the file has: libraries that warn of what they do without, and File Install,
   * whose bundles that do not start {@link DeployWatch} tells of.
   */
  private static boolean forTheFile(String logger) {
    return logger != null && (logger.startsWith("net.openhft.") || logger.equals("fileinstall"));
  }

  /** The message, and the message of what caused it, without a stack trace. */
  static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      String message = formatMessage(entry) + (thrown == null ? "" : ": " + thrown);
      return entry.getLevel() + " " + message.strip().replaceAll("\\s*\\R\\s*", "; ") + "\n";
    }
  }
}
