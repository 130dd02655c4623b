package io.hairspring.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LastingLogsTest {
  private final List<String> seen = new ArrayList<>();
  private final LastingLogs logs = new LastingLogs();
  private final Logger logger = new Logger("lasting", null) {
        // Of this manager, not of the one of the process.
      };

  private void handle() {
    logs.addLogger(logger);
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            seen.add(entry.getMessage());
          }

          @Override
          public void flush() {
            // Nothing is kept back.
          }

          @Override
          public void close() {
            seen.add("closed");
          }
        });
  }

  @Test
  void shouldCloseHandlersWhenResetUntilTheyAreToBeKept() {
    handle();
    logs.reset();
    assertEquals(List.of("closed"), seen);
  }

  @Test
  void shouldGoOnLoggingThroughAResetUntilTheEnd() {
    handle();
    logs.keep();

    logs.reset();
    logger.info("while stopping");
    logs.end();
    logger.info("too late");

    assertEquals(List.of("while stopping", "closed"), seen);
  }
}
