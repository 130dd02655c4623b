package io.hairspring.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Standard error for what does not log: libraries that print. Whole lines go on to the user; the
 * lines of a stack trace go to the log file instead, so that nothing is lost and nobody is shown
 * one.
 */
final class ErrorLines extends OutputStream {
  private static final Pattern TRACE =
      Pattern.compile(
          "\\s+at .*|\\s+\\.\\.\\. \\d+ more|Caused by: .*|[\\w.$]+(Exception|Error)(: .*)?|");

  private final PrintStream user;
  private final Consumer<String> log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  ErrorLines(PrintStream user, Consumer<String> log) {
    this.user = user;
    this.log = log;
  }

  @Override
  public synchronized void write(int value) {
    if (value == '\n') {
      end();
    } else {
      line.write(value);
    }
  }

  private void end() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (TRACE.matcher(text).matches()) {
      log.accept(text);
    } else {
      user.println(text);
    }
  }
}
