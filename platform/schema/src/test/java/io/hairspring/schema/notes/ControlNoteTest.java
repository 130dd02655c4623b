package io.hairspring.schema.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.ControlTextEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ControlNoteTest {
  private static final int SESSION = 0;
  private static final int PLAN = 1;
  private static final int SWAP = 2;
  private static final int ANOMALY = 3;
  private static final int CONFIGURATION = 6;
  private static final int FAULT = 7;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
  private final ControlNote note = new ControlNote();

  @Test
  void shouldPutATextTogetherThatGoesOnInFurtherEvents() {
    for (final int kind : new int[] {PLAN, CONFIGURATION}) {
      assertEquals("one", whole(kind, 0, "one"));
      assertEquals("one two", whole(kind, 1, "two"));
      assertEquals("one two three", whole(kind, 2, "three"));
      assertEquals("anew", whole(kind, 0, "anew"));
    }
  }

  @Test
  void shouldGoOnWithATextBehindNotesOfOtherKinds() {
    whole(PLAN, 0, "one");
    whole(CONFIGURATION, 0, "key=value");
    whole(FAULT, 1, "a clock that steps");

    assertEquals("one two", whole(PLAN, 1, "two"));
  }

  @Test
  void shouldNotTakeACodeThatSaysSomethingElseForAContinuation() {
    for (final int kind : new int[] {SESSION, SWAP, ANOMALY, FAULT}) {
      assertEquals("one", whole(kind, 0, "one"));
      assertEquals("two", whole(kind, 1, "two"));
      assertEquals("three", whole(kind, 2, "three"));
    }
  }

  @Test
  void shouldNotGrowWithoutBoundWhereACodeDoesNotCount() {
    assertEquals("one", whole(CONFIGURATION, 1, "one"));
    assertEquals("two", whole(CONFIGURATION, 1, "two"));
  }

  private String whole(int kind, int code, String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new ControlEventEncoder()
        .wrapAndApplyHeader(line, 0, header)
        .kind((short) kind)
        .code((short) code)
        .textLength(bytes.length)
        .textLines((short) 1);
    note.event(line, 0);
    line.setMemory(0, line.capacity(), (byte) 0);
    new ControlTextEncoder().wrapAndApplyHeader(line, 0, header).putText(bytes, 0, bytes.length);
    note.text(line, 0);
    return note.whole();
  }
}
