package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.kernel.replay.RecordedLines;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ReplayRunTest {
  /** Whose first line cannot be had. */
  private record Broken(RuntimeException why) implements RecordedLines {
    @Override
    public boolean next() {
      throw why;
    }

    @Override
    public DirectBuffer buffer() {
      throw why;
    }

    @Override
    public int offset() {
      throw why;
    }
  }

  @Test
  void shouldSayWhyItEnded() {
    assertEquals("no task", end(new IllegalStateException("no task")));
  }

  @Test
  void shouldSayWhichExceptionEndedItWhereThatHasNoMessage() {
    assertEquals(
        "java.lang.IllegalArgumentException", end(new IllegalArgumentException((String) null)));
  }

  private static String end(RuntimeException why) {
    return new ReplayRun(new Registry(), new Broken(why), 1).run().end();
  }
}
