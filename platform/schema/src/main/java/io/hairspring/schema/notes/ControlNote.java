package io.hairspring.schema.notes;

import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Puts control events of a journal together with their texts, and what goes on in several. One
 * thread.
 */
public final class ControlNote {
  // Kinds, as on the wire, whose texts go on in further events: their codes count from 0. The codes
  // of the others say something else.
  private static final int PLAN = 1;
  private static final int CONFIGURATION = 6;

  /** A text as far as it was read, and the code of its last event. */
  private record Said(int code, String text) {}

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ControlEventDecoder event = new ControlEventDecoder();
  private final ControlTextDecoder text = new ControlTextDecoder();
  private final byte[] piece = new byte[ControlTextDecoder.textLength()];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int kind;
  private int code;
  private long value;
  private int epoch;
  private int length;
  private int linesLeft;

  // By kind: notes of other threads may stand between those that go on.
  private final Map<Integer, Said> before = new HashMap<>();

  /** Takes the line of an event; whether it is complete. */
  public boolean event(DirectBuffer buffer, int offset) {
    event.wrapAndApplyHeader(buffer, offset, header);
    kind = event.kind();
    code = event.code();
    value = event.value();
    epoch = event.epoch();
    length = event.textLength();
    linesLeft = event.textLines();
    bytes.reset();
    return linesLeft == 0;
  }

  /** Takes a line of its text; whether it is complete. */
  public boolean text(DirectBuffer buffer, int offset) {
    text.wrapAndApplyHeader(buffer, offset, header);
    text.getText(piece, 0, piece.length);
    bytes.write(piece, 0, piece.length);
    linesLeft--;
    return linesLeft == 0;
  }

  /** Its kind, as on the wire. */
  public int kind() {
    return kind;
  }

  /** What the kind says. */
  public int code() {
    return code;
  }

  /** What the kind says. */
  public long value() {
    return value;
  }

  /** The plan in force. */
  public int epoch() {
    return epoch;
  }

  /** Its text, behind the texts of the events that it goes on from. Call once per event. */
  public String whole() {
    final String own =
        new String(bytes.toByteArray(), 0, Math.min(length, bytes.size()), StandardCharsets.UTF_8);
    if (kind != PLAN && kind != CONFIGURATION) {
      return own;
    }
    final Said said = before.get(kind);
    final boolean goesOn = said != null && code > said.code() && !said.text().isEmpty();
    final String whole = goesOn ? said.text() + " " + own : own;
    before.put(kind, new Said(code, whole));
    return whole;
  }
}
