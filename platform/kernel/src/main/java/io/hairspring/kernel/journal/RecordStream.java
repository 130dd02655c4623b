package io.hairspring.kernel.journal;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import java.nio.ByteOrder;

/**
 * One lane's records: shown to the monitors as they come, and kept in their ring until the journal
 * has taken them. The observer's thread.
 */
public final class RecordStream {
  private static final int TEMPLATE = MessageHeaderDecoder.templateIdEncodingOffset();

  private final LineRing ring;
  private int first;
  private int shown;

  /** Over the ring that a lane writes. */
  public RecordStream(LineRing ring) {
    this.ring = ring;
  }

  /** How many of the lines that are there are to be shown still, at most so many. */
  public int toShow(int most) {
    first = shown;
    return Math.min(ring.readable(shown) - shown, most);
  }

  /** Shows a monitor lines that {@link #toShow} counted: records and times, not what triggered. */
  public void show(ExecutionMonitor monitor, int lines) {
    for (int i = first; i < first + lines; i++) {
      final int offset = ring.offset(i);
      if (ring.buffer().getShort(offset + TEMPLATE, ByteOrder.LITTLE_ENDIAN)
          != TimerFiredDecoder.TEMPLATE_ID) {
        monitor.onRecord(ring.buffer(), offset);
      }
    }
  }

  /** They were shown to every monitor. */
  public void shown(int lines) {
    shown += lines;
  }

  /** Lines that were shown and that the journal has not taken. */
  int waiting() {
    return shown;
  }

  LineRing ring() {
    return ring;
  }

  /** The journal has taken so many. */
  void release(int lines) {
    if (lines > 0) {
      ring.release(lines);
      shown -= lines;
    }
  }
}
