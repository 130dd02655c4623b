package io.hairspring.kernel.control;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Puts control events of a journal together with their texts, and what goes on in several. */
final class RecordedNotes {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ControlEventDecoder event = new ControlEventDecoder();
  private final ControlTextDecoder text = new ControlTextDecoder();
  private final byte[] piece = new byte[ControlTextDecoder.textLength()];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private ControlKind kind = ControlKind.FAULT;
  private int code;
  private long value;
  private int epoch;
  private int length;
  private int linesLeft;
  private String before = "";

  /** Takes the line of an event; whether it is complete. */
  boolean event(DirectBuffer buffer, int offset) {
    event.wrapAndApplyHeader(buffer, offset, header);
    kind = ControlKind.of(event.kind());
    code = event.code();
    value = event.value();
    epoch = event.epoch();
    length = event.textLength();
    linesLeft = event.textLines();
    bytes.reset();
    return linesLeft == 0;
  }

  /** Takes a line of its text; whether it is complete. */
  boolean text(DirectBuffer buffer, int offset) {
    text.wrapAndApplyHeader(buffer, offset, header);
    text.getText(piece, 0, piece.length);
    bytes.write(piece, 0, piece.length);
    linesLeft--;
    return linesLeft == 0;
  }

  ControlKind kind() {
    return kind;
  }

  int code() {
    return code;
  }

  long value() {
    return value;
  }

  int epoch() {
    return epoch;
  }

  /** Its text, behind the texts of the events that it goes on from. */
  String whole() {
    final String own =
        new String(bytes.toByteArray(), 0, Math.min(length, bytes.size()), StandardCharsets.UTF_8);
    before = code == 0 || before.isEmpty() ? own : before + " " + own;
    return before;
  }
}
